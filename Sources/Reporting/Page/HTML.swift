import Foundation
import Signing
import Verification

/// A report as one HTML page that opens offline: pictures and drawings are in it, and it loads nothing.
package enum HTML {
    /// What marks a page, and the folder around it, as written by this program.
    static let generator = "vericlip evidence/1"

    static func text(of report: Report) -> String { Page(report).text }

    /// A whole document around what the page says.
    static func document(
        title: String, header: String, main: [String], footer: String, scripts: [String],
        style: String = PageStyle.text,
        isServed: Bool = false, words: Words = Words(.english), data: [String: JSONValue] = [:]
    ) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(words.language.rawValue)" dir="\(words.language.direction.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="generator" content="\(generator)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="\(policy(style: style, scripts: scripts, isServed: isServed))">
        <title>\(escaped(title))</title>
        \(isServed ? "<link rel=\"icon\" href=\"data:,\">\n" : "")<style>\(style)</style>
        </head>
        <body>
        <a class="skip" href="#answer">\(escaped(words(.skipToAnswer)))</a>
        <header>\(header)</header>
        <main id="answer"\(data.sorted { $0.key < $1.key }.map { " data-\($0)=\"\(escaped($1.compact))\"" }.joined())>
        \(main.joined(separator: "\n"))
        </main>
        <footer>\(footer)</footer>
        \(scripts.map { "<script>\($0)</script>\n" }.joined())</body>
        </html>

        """
    }

    /// Nothing is loaded, sent or run but this page's own style and scripts, named by their hashes; where a server gives the page, what
    /// that server has besides, and files that the reader opens.
    private static func policy(style: String, scripts: [String], isServed: Bool) -> String {
        func source(_ text: String) -> String {
            "'sha256-\(Data(SHA256Digest(of: Array(text.utf8)).bytes).base64EncodedString())'"
        }
        let fetched = isServed ? "img-src 'self' data:; media-src 'self' blob:; connect-src 'self'" : "img-src data:"
        return "default-src 'none'; \(fetched); style-src \(source(style)); "
            + (scripts.isEmpty ? "" : "script-src \(scripts.map(source).joined(separator: " ")); ")
            + "base-uri 'none'; form-action 'none'"
    }

    package static func section(_ title: String, id: String, _ content: [String]) -> String {
        "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(escaped(title))</h2>\n"
            + content.joined(separator: "\n") + "\n</section>"
    }

    /// Closed until it is opened.
    static func details(_ summary: String, _ content: [String]) -> String {
        "<details>\n\(element("summary", summary))\n\(content.joined(separator: "\n"))\n</details>"
    }

    /// Ways to other pages of the same server; nothing where there is none.
    static func navigation(_ links: [(words: String, address: String)], label: String) -> String {
        guard !links.isEmpty else { return "" }
        let items = links.map { "<li><a href=\"\(escaped($0.address))\">\(escaped($0.words))</a></li>" }
        return "<nav aria-label=\"\(escaped(label))\"><ul>\(items.joined())</ul></nav>"
    }

    static func list(_ lines: [String], kind: String) -> String {
        "<ul class=\"\(kind)\">\n" + lines.map { element("li", $0) + "\n" }.joined() + "</ul>"
    }

    /// - Parameter words: of the terms; what they are about may be strangers' words, which run their own way.
    package static func definitions(
        _ rows: [(term: String, html: String)], kind: String = "", in words: Words = Words(.english)
    ) -> String {
        let kind = kind.isEmpty ? "" : " class=\"\(kind)\""
        let values = words.language == .english ? "" : " dir=\"auto\""
        return "<dl\(kind)>\n" + rows.map { "<dt>\(escaped($0.term))</dt><dd\(values)>\($0.html)</dd>\n" }.joined()
            + "</dl>"
    }

    /// English in a page of another language.
    package static func english(_ html: [String], in words: Words) -> [String] {
        words.language == .english ? html : ["<div lang=\"en\" dir=\"ltr\">"] + html + ["</div>"]
    }

    package static func element(_ name: String, _ text: String, kind: String = "") -> String {
        "<\(name)\(kind.isEmpty ? "" : " class=\"\(kind)\"")>\(escaped(text))</\(name)>"
    }

    /// A picture that is in the page; or, where a server gives the page, in an answer of its own.
    static func image(_ picture: EvidencePicture, alternative: String, at place: ServedPlace?) -> String {
        let source =
            place.map { "\($0.exhibits)\(picture.name)\" loading=\"lazy" }
            ?? "data:image/png;base64,\(Data(picture.png).base64EncodedString())"
        return "<img src=\"\(source)\" width=\"\(picture.width)\" height=\"\(picture.height)\" "
            + "alt=\"\(escaped(alternative))\">"
    }

    /// A stranger's address: a link only where it is a web address, else its text.
    static func link(_ address: String) -> String {
        let isWeb = ["https://", "http://"].contains { address.lowercased().hasPrefix($0) }
        let text = escaped(address)
        return isWeb ? "<a href=\"\(text)\" rel=\"noreferrer noopener nofollow\">\(text)</a>" : text
    }

    package static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.isolated {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
