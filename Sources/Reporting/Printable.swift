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
}
