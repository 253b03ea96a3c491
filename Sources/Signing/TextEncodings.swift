internal import FoundationEssentials

private let digits = Array("0123456789abcdef".utf8)

extension Array where Element == UInt8 {
    /// Two lowercase digits a byte; nothing where the text has anything else.
    package init?(lowercaseHex text: String) {
        let nibbles = text.utf8.map { digit in digits.firstIndex(of: digit).map { UInt8($0) } }
        guard nibbles.count.isMultiple(of: 2) else { return nil }
        self = []
        reserveCapacity(nibbles.count / 2)
        for index in stride(from: 0, to: nibbles.count, by: 2) {
            guard let high = nibbles[index], let low = nibbles[index + 1] else { return nil }
            append(high << 4 | low)
        }
    }

    package var lowercaseHex: String {
        String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension Array where Element == UInt8 {
    /// Padded standard Base64 (RFC 4648), and only its one encoding.
    package init?(strictBase64 text: some StringProtocol) {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text else { return nil }
        self = Array(data)
    }

    package var base64: String { Data(self).base64EncodedString() }
}
