internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Reporting

extension Request {
    /// What a cookie remembers of the reader's choice.
    private static var languageCookie: String { "vericlip-language" }

    /// The language that was just chosen, if one was.
    private var chosenLanguage: Language? {
        uri.queryParameters[Substring(LanguageChoice.parameter)].flatMap { Self.offered(String($0)) }
    }

    /// In which language the reader gets the pages: as chosen now or before, else as the browser asks.
    var language: Language {
        chosenLanguage ?? cookies[Self.languageCookie].flatMap { Self.offered($0.value) }
            ?? Language(acceptLanguage: headers[.acceptLanguage] ?? "")
    }

    private static func offered(_ tag: String) -> Language? { Language.offered.first { $0.rawValue == tag } }

    /// An answer in the reader's language: says which it is, and has the browser remember a choice for a year.
    func inItsLanguage(_ response: Response) -> Response {
        var response = response
        response.headers[.contentLanguage] = language.rawValue
        response.headers[.vary] = "Accept-Language, Cookie"
        if let chosen = chosenLanguage {
            response.setCookie(
                Cookie(
                    name: Self.languageCookie, value: chosen.rawValue, maxAge: 365 * 86_400, path: "/", httpOnly: true,
                    sameSite: .lax))
        }
        return response
    }
}
