/// What a page says, to eyes and to screen readers.
struct PageText {
    /// Texts, and values of `alt` and `aria-label`, outside of what is marked as English, of quotations, and of scripts and styles.
    private(set) var foreign: [String] = []

    /// - Parameter page: well-formed, as the program writes it.
    init(_ page: String) {
        var open: [(name: Substring, isSkipped: Bool)] = []
        for token in page.matches(of: #/<(/?)([a-zA-Z0-9]+|!DOCTYPE)([^>]*)>|[^<]+/#) {
            let isSkipped = open.last?.isSkipped ?? false
            guard let name = token.2 else {
                let text = token.0.replacing(#/[“„«][^”“»]*[”“»]/#, with: "")
                if !isSkipped, text.contains(where: \.isLetter) { foreign.append(String(text)) }
                continue
            }
            let attributes = token.3 ?? ""
            if token.1 == "/" {
                while let last = open.popLast(), last.name != name {}
                continue
            }
            let skips =
                isSkipped || ["style", "script", "code", "bdi"].contains(name) || attributes.contains("lang=\"en\"")
            if !skips {
                foreign += attributes.matches(of: #/(?:alt|aria-label)="([^"]*)"/#).map { String($0.1) }
            }
            let isVoid = ["meta", "link", "input", "img", "br", "!DOCTYPE"].contains(name) || attributes.hasSuffix("/")
            if !isVoid { open.append((name, skips)) }
        }
    }
}
