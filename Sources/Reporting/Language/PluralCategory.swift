/// How a language tells numbers of things apart: the categories of Unicode CLDR, for whole numbers.
public enum PluralCategory: String, Sendable, CaseIterable {
    case zero, one, two, few, many, other

    public init(of number: Int, in language: Language) {
        switch language {
        case .english, .german, .pseudo: self = number == 1 ? .one : .other
        case .arabic:
            self =
                switch (number, number % 100) {
                case (0, _): .zero
                case (1, _): .one
                case (2, _): .two
                case (_, 3...10): .few
                case (_, 11...99): .many
                default: .other
                }
        }
    }

    /// Those that a language has.
    public static func all(in language: Language) -> [PluralCategory] {
        language == .arabic ? allCases : [.one, .other]
    }
}
