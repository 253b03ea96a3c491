internal import Foundation
internal import RegistryStorage
internal import Reporting

/// Where a browser shows its key, and what the pages say of it.
enum SignIn {
    static let path = "/sign-in"
    static let endPath = "/sign-out"

    /// - Parameter place: a path of this server, where to go from there.
    static func address(leadingTo place: String) -> String {
        let encoded = place.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return place == "/" || encoded.isEmpty ? path : "\(path)?next=\(encoded)"
    }

    /// A path of this server: whatever else is asked for leads to its first page. `//name` would lead elsewhere, and so would `/\name`
    /// in browsers.
    static func place(asked text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 2048,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return text
    }

    /// Who is signed in, and the way out; nothing where there is no session.
    static func note(on page: ServerPage) -> String {
        guard case .key(let key, isSession: true) = page.caller else { return "" }
        return """
            <p class="note">\(page.text(.signedInWith, ["name": key.name])) <a href="\(path)">\(page.text(.signOut))</a></p>
            """
    }

    /// - Parameters:
    ///   - place: where to go from there.
    ///   - problem: why the last key was not taken.
    static func form(leadingTo place: String, problem: Message? = nil, on page: ServerPage) -> String {
        page.document(
            title: "Vericlip: \(page.words(.signIn))",
            [
                """
                <section aria-labelledby="sign-in">
                <h1 id="sign-in">\(page.text(.signIn))</h1>
                <p>\(page.text(.signInWho))</p>
                <form method="post" action="\(path)">
                <input type="hidden" name="next" value="\(HTML.escaped(place))">
                <input type="text" name="username" value="vericlip" autocomplete="username" readonly hidden>
                <p><label for="key">\(page.text(.apiKey))</label></p>
                <p><input type="password" id="key" name="key" required autocomplete="current-password" spellcheck="false"\
                \(problem == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"problem\"")></p>
                \(problem.map { "<p id=\"problem\" class=\"problem\" role=\"alert\">\(page.text($0))</p>" } ?? "")
                <p><button type="submit">\(page.text(.signIn))</button></p>
                </form>
                <p class="note">\(page.text(.sessionKept, ["hours": String(hours)]))
                <a href="\(HTML.escaped(place))">\(page.text(.goOn))</a></p>
                </section>
                """
            ])
    }

    /// - Parameter key: with which somebody is signed in.
    static func end(for key: APIKey, on page: ServerPage) -> String {
        page.document(
            title: "Vericlip: \(page.words(.signOut))",
            [
                """
                <section aria-labelledby="sign-out">
                <h1 id="sign-out">\(page.text(.youAreSignedIn))</h1>
                <p>\(page.text(.withKey, ["name": key.name])) <a href="/">\(page.text(.checkAClip))</a></p>
                <form method="post" action="\(endPath)"><p><button type="submit">\(page.text(.signOut))</button></p></form>
                </section>
                """
            ])
    }

    /// Of a session.
    static let hours = 12
}
