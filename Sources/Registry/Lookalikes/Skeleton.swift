internal import Foundation

/// What a word looks like: two words with one skeleton are hard to tell apart.
///
/// The table holds the letters of Cyrillic and Greek that look like Latin ones in common typefaces, and digits that stand for letters. It is
/// meant for names of publishers, not for every script.
enum Skeleton {
    /// In lower case, without accents; what is neither a letter nor a digit is left out.
    static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            if let several = ligatures[scalar] {
                result += several
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    static func of(_ text: String) -> String {
        var result = ""
        for character in folded(text) { result.append(alike[character] ?? character) }
        return result.replacing("rn", with: "m").replacing("vv", with: "w")
    }

    private static let ligatures: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ħ": "h", "ŧ": "t",
    ]

    private static let alike: [Character: Character] = {
        let pairs: [(String, String)] = [
            // Cyrillic, Greek, digits, a Latin letter of phonetics and a Cyrillic stroke.
            ("авеёзкмнорстухѕіїјһԁԛԝьгпи", "abeeekmhopctyxsiijhdqwbrnu"), ("αβγεηικνορτυχωμ", "abyenikvoptuxwu"),
            ("01345789", "oleastbg"), ("ɡӏ", "gl"),
        ]
        var table: [Character: Character] = [:]
        for (letters, latin) in pairs { for (letter, other) in zip(letters, latin) { table[letter] = other } }
        return table
    }()
}
