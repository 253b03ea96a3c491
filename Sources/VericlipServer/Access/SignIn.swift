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
    static func note(to caller: Caller) -> String {
        guard case .key(let key, isSession: true) = caller else { return "" }
        return """
            <p class="note">Signed in with the key “\(HTML.escaped(key.name))”. <a href="\(path)">Sign out</a></p>
            """
    }

    /// - Parameters:
    ///   - place: where to go from there.
    ///   - problem: why the last key was not taken.
    static func page(leadingTo place: String, problem: String? = nil) -> String {
        ServerPage.document(
            title: "Vericlip: sign in",
            [
                """
                <section aria-labelledby="sign-in">
                <h1 id="sign-in">Sign in</h1>
                <p>This server checks clips for those who have an API key. Whoever runs it gives you one.</p>
                <form method="post" action="\(path)">
                <input type="hidden" name="next" value="\(HTML.escaped(place))">
                <input type="text" name="username" value="vericlip" autocomplete="username" readonly hidden>
                <p><label for="key">API key</label></p>
                <p><input type="password" id="key" name="key" required autocomplete="current-password" spellcheck="false"\
                \(problem == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"problem\"")></p>
                \(problem.map { "<p id=\"problem\" class=\"problem\" role=\"alert\">\(HTML.escaped($0))</p>" } ?? "")
                <p><button type="submit">Sign in</button></p>
                </form>
                <p class="note">This page does not keep the key, but a session, for \(hours) hours or until you sign out.
                Signed in already, and sent here by a link from another site?
                <a href="\(HTML.escaped(place))">Go on</a></p>
                </section>
                """
            ])
    }

    /// - Parameter key: with which somebody is signed in.
    static func endPage(for key: APIKey) -> String {
        ServerPage.document(
            title: "Vericlip: sign out",
            [
                """
                <section aria-labelledby="sign-out">
                <h1 id="sign-out">You are signed in.</h1>
                <p>With the key “\(HTML.escaped(key.name))”. <a href="/">Check a clip</a></p>
                <form method="post" action="\(endPath)"><p><button type="submit">Sign out</button></p></form>
                </section>
                """
            ])
    }

    /// Of a session.
    static let hours = 12
}
