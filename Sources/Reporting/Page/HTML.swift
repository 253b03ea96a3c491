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
        title: String, header: String, main: [String], footer: String, hasScript: Bool, style: String = PageStyle.text
    ) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="generator" content="\(generator)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="\(policy(style: style, hasScript: hasScript))">
        <title>\(escaped(title))</title>
        <style>\(style)</style>
        </head>
        <body>
        <a class="skip" href="#answer">Skip to the answer</a>
        <header>\(header)</header>
        <main id="answer">
        \(main.joined(separator: "\n"))
        </main>
        <footer>\(footer)</footer>
        \(hasScript ? "<script>\(PageScript.text)</script>\n" : "")</body>
        </html>

        """
    }

    /// Nothing is loaded, sent or run but this page's own style and script, named by their hashes.
    private static func policy(style: String, hasScript: Bool) -> String {
        func source(_ text: String) -> String {
            "'sha256-\(Data(SHA256Digest(of: Array(text.utf8)).bytes).base64EncodedString())'"
        }
        return "default-src 'none'; img-src data:; style-src \(source(style)); "
            + (hasScript ? "script-src \(source(PageScript.text)); " : "") + "base-uri 'none'; form-action 'none'"
    }

    static func section(_ title: String, id: String, _ content: [String]) -> String {
        "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(escaped(title))</h2>\n"
            + content.joined(separator: "\n") + "\n</section>"
    }

    /// Ways to other pages of the same server; nothing where there is none.
    static func navigation(_ links: [(words: String, address: String)]) -> String {
        guard !links.isEmpty else { return "" }
        let items = links.map { "<li><a href=\"\(escaped($0.address))\">\(escaped($0.words))</a></li>" }
        return "<nav aria-label=\"This report\"><ul>\(items.joined())</ul></nav>"
    }

    static func list(_ lines: [String], kind: String) -> String {
        "<ul class=\"\(kind)\">\n" + lines.map { element("li", $0) + "\n" }.joined() + "</ul>"
    }

    static func definitions(_ rows: [(term: String, html: String)], kind: String = "") -> String {
        let kind = kind.isEmpty ? "" : " class=\"\(kind)\""
        return "<dl\(kind)>\n" + rows.map { "<dt>\(escaped($0.term))</dt><dd>\($0.html)</dd>\n" }.joined() + "</dl>"
    }

    package static func element(_ name: String, _ text: String, kind: String = "") -> String {
        "<\(name)\(kind.isEmpty ? "" : " class=\"\(kind)\"")>\(escaped(text))</\(name)>"
    }

    /// A picture that is in the page.
    static func image(_ picture: EvidencePicture, alternative: String) -> String {
        "<img src=\"data:image/png;base64,\(Data(picture.png).base64EncodedString())\" width=\"\(picture.width)\" "
            + "height=\"\(picture.height)\" alt=\"\(escaped(alternative))\">"
    }

    /// A stranger's address: a link only where it is a web address, else its text.
    static func link(_ address: String) -> String {
        let isWeb = ["https://", "http://"].contains { address.lowercased().hasPrefix($0) }
        let text = escaped(address)
        return isWeb ? "<a href=\"\(text)\" rel=\"noreferrer noopener nofollow\">\(text)</a>" : text
    }

    package static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.printable {
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
