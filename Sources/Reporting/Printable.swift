extension String {
    /// The text without what could move a cursor, reverse the direction of writing or break a line: titles and names come
    /// from strangers.
    package var printable: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
            case .format, .surrogate, .unassigned, .privateUse: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Printable, with the isolates that the catalogue puts around what runs the other way (UAX #9: FSI and PDI), as long as each is
    /// closed again: then nothing beyond them is moved.
    var isolated: String {
        let pieces = split(separator: Isolate.open, omittingEmptySubsequences: false)
        let areClosed = pieces.dropFirst().reduce(into: (depth: 0, holds: !(pieces.first ?? "").contains(Isolate.end)))
        {
            $0.depth += 1 - $1.count { $0 == Isolate.end }
            if $0.depth < 0 { $0.holds = false }
        }
        guard areClosed.holds, areClosed.depth == 0 else { return printable }
        return pieces.map { piece in
            piece.split(separator: Isolate.end, omittingEmptySubsequences: false).map { String($0).printable }
                .joined(separator: String(Isolate.end))
        }.joined(separator: String(Isolate.open))
    }
}

/// What keeps a stretch of text to itself, whichever way it and the text around it run.
enum Isolate {
    /// FIRST STRONG ISOLATE.
    static let open: Character = "\u{2068}"
    /// POP DIRECTIONAL ISOLATE.
    static let end: Character = "\u{2069}"
}
