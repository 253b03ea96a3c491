/// Ways to the same page in other languages, each by its own name: the server remembers which was taken.
package enum LanguageChoice {
    /// The member of the query that names a language.
    package static let parameter = "lang"

    /// - Parameter query: what the page was asked for besides, encoded: `query=speech`.
    package static func html(in words: Words, keeping query: String = "") -> String {
        let kept = query.isEmpty ? "" : query + "&"
        let items = Language.offered.map { language in
            let tag = language.rawValue
            let address = HTML.escaped("?\(kept)\(parameter)=\(tag)")
            let current = language == words.language ? " aria-current=\"true\"" : ""
            return "<li><a href=\"\(address)\" lang=\"\(tag)\" hreflang=\"\(tag)\"\(current)>\(language.name)</a></li>"
        }
        return "<nav aria-label=\"\(HTML.escaped(words(.language)))\"><ul>\(items.joined())</ul></nav>"
    }
}
