/// The decoding half of RFC 3492: what stands behind a domain's `xn--` label.
enum Punycode {
    private static let (base, tMin, tMax, skew, damp) = (36, 1, 26, 38, 700)

    /// The label as people see it: decoded where it begins with `xn--`; as it is where it does not, or cannot be decoded.
    static func shown(_ label: String) -> String {
        guard label.hasPrefix("xn--") else { return label }
        return decode(String(label.dropFirst(4))) ?? label
    }

    static func decode(_ text: String) -> String? {
        // A label has at most 63 bytes (RFC 1035).
        guard text.utf8.count <= 63, text.allSatisfy(\.isASCII) else { return nil }
        var output: [UInt32] = []
        var digits = Array(text.utf8)[...]
        if let hyphen = text.utf8.lastIndex(of: UInt8(ascii: "-")) {
            let basic = text.utf8.distance(from: text.utf8.startIndex, to: hyphen)
            output = digits.prefix(basic).map(UInt32.init)
            digits = digits.dropFirst(basic + 1)
        }
        var (number, position, bias) = (128, 0, 72)
        while !digits.isEmpty {
            let before = position
            var (weight, step) = (1, base)
            while true {
                guard let digit = digits.popFirst().flatMap(value) else { return nil }
                position += digit * weight
                let threshold = min(max(step - bias, tMin), tMax)
                guard position <= 1 << 30 else { return nil }
                if digit < threshold { break }
                weight *= base - threshold
                step += base
                guard weight <= 1 << 30 else { return nil }
            }
            let count = output.count + 1
            bias = adapted(position - before, count: count, isFirst: before == 0)
            number += position / count
            position %= count
            guard number <= 0x10_FFFF else { return nil }
            output.insert(UInt32(number), at: position)
            position += 1
        }
        var scalars = String.UnicodeScalarView()
        for value in output {
            guard let scalar = Unicode.Scalar(value) else { return nil }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private static func value(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 26
        default: nil
        }
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var step = 0
        while delta > (base - tMin) * tMax / 2 {
            delta /= base - tMin
            step += base
        }
        return step + (base - tMin + 1) * delta / (delta + skew)
    }
}
