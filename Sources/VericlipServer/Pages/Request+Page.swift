internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Reporting

extension Request {
    /// What a page was asked for, save in which language, encoded again: `query=speech&from=2026-11-01`.
    /// - Parameter name: a member that is left out as well.
    func query(without name: String? = nil) -> String {
        func encoded(_ text: Substring) -> String {
            String(text).addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        let left = Set([name, LanguageChoice.parameter].compactMap { $0.map { $0[...] } })
        return uri.queryParameters.filter { !left.contains($0.key) && !$0.value.isEmpty }
            .map { "\(encoded($0.key))=\(encoded($0.value))" }.joined(separator: "&")
    }

    /// The same list from another place on: the rest of the query stays.
    func address(_ name: String, _ number: Int) -> String {
        let kept = query(without: name)
        return "?" + (kept.isEmpty ? "" : kept + "&") + "\(name)=\(number)"
    }

    /// A page with a form: it leads to this server, which has to be told that it was its own page that asked (a browser that may not
    /// say where it comes from says `Origin: null`).
    func form(_ page: String, status: HTTPResponse.Status = .ok) -> Response {
        var response = inItsLanguage(Response.page(page, status: status))
        response.headers[.contentSecurityPolicy] = Response.pagePolicy(formAction: "'self'")
        response.headers[.init("Referrer-Policy")!] = "same-origin"
        return response
    }
}

extension ServerPage {
    init(_ request: Request, _ context: ServerContext) {
        self.init(words: Words(request.language), caller: context.caller, query: request.query())
    }
}
