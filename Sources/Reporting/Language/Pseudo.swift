/// English that looks foreign: what a page shows otherwise did not come from the catalogue, and what has no room shows it.
enum Pseudo {
    private static let letters: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip("aeiounyAEIOUNYcCsSzZ", "áéíóúñýÁÉÍÓÚÑÝçÇšŠžŽ"))

    /// Places in braces stay.
    static func text(_ english: String) -> String {
        var isPlace = false
        let foreign = english.map { character -> Character in
            if character == "{" { isPlace = true }
            if character == "}" { isPlace = false }
            return isPlace ? character : letters[character] ?? character
        }
        // A third longer, as German and Finnish are.
        return "[" + String(foreign) + String(repeating: "·", count: english.count / 3) + "]"
    }
}
