import SeededRandom
import Signing
import Testing

@Suite struct CBORTests {
    @Test func whatIsEncodedIsReadBack() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let value = CBOR.random(depth: 4, using: &generator)
            // Decoded maps come in the order of their keys, so encodings are compared rather than values.
            #expect(try CBOR(decoding: value.encoded).encoded == value.encoded)
        }
    }

    @Test func examplesOfTheStandard() throws {
        // RFC 8949, appendix A.
        #expect(CBOR(0).encoded == [0x00])
        #expect(CBOR(23).encoded == [0x17])
        #expect(CBOR(24).encoded == [0x18, 0x18])
        #expect(CBOR(1_000_000).encoded == [0x1A, 0x00, 0x0F, 0x42, 0x40])
        #expect(CBOR(-1000).encoded == [0x39, 0x03, 0xE7])
        #expect(CBOR.unsigned(.max).encoded == [0x1B] + [UInt8](repeating: 0xFF, count: 8))
        #expect(CBOR.text("ü").encoded == [0x62, 0xC3, 0xBC])
        #expect(try CBOR(decoding: [0x3B, 0x7F] + [UInt8](repeating: 0xFF, count: 7)).integer == .min)
    }

    @Test func everyListedDefectIsNamed() throws {
        for line in try Vectors.text("statement/cbor-rejected.txt").split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            let bytes = try #require([UInt8](lowercaseHex: words.count > 1 ? String(words[1]) : ""))
            let found = defect(of: bytes)
            #expect(found?.rawValue == String(words[0]), "\(line)")
        }
    }

    @Test func everyHeadInALongerFormIsRejected() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let value = CBOR.random(depth: 3, using: &generator)
            var heads = 0
            _ = value.encoded(widening: -1, counting: &heads)
            let target = Int.random(in: 0..<heads, using: &generator)
            var count = 0
            let bytes = value.encoded(widening: target, counting: &count)
            // A key that is widened may come out of order first, or look like another.
            #expect(defect(of: bytes) != nil)
        }
    }

    @Test func everyTruncationAndEveryExtensionIsRejected() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let bytes = CBOR.random(depth: 3, using: &generator).encoded
            for count in 0..<bytes.count { #expect(defect(of: Array(bytes.prefix(count))) == .truncated) }
            #expect(defect(of: bytes + [0]) == .trailingBytes)
        }
    }

    @Test func randomBytesNeverCrashAndNeverReadTwoWays() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            if let value = try? CBOR(decoding: bytes) { #expect(value.encoded == bytes) }
        }
    }

    private func defect(of bytes: [UInt8]) -> CBORDefect? {
        do {
            _ = try CBOR(decoding: bytes)
            return nil
        } catch SigningError.statement(.cbor(let defect, _)) {
            return defect
        } catch {
            Issue.record("another error: \(error)")
            return nil
        }
    }
}

extension CBOR {
    static func random(depth: Int, using generator: inout SeededGenerator) -> CBOR {
        let number =
            UInt64.random(in: 0...UInt64.max, using: &generator) >> UInt64.random(in: 0..<64, using: &generator)
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &generator) {
        case 0: return .unsigned(number)
        case 1: return .negative(number)
        case 2: return .bytes((0..<Int.random(in: 0..<40, using: &generator)).map { UInt8($0) })
        case 3: return .text(String(repeating: "é", count: Int.random(in: 0..<20, using: &generator)))
        case 4:
            return .array(
                (0..<Int.random(in: 0..<4, using: &generator)).map { _ in random(depth: depth - 1, using: &generator) })
        case 5:
            let keys = Set(
                (0..<Int.random(in: 0..<4, using: &generator)).map { _ in random(depth: 0, using: &generator) })
            return .map(keys.map { Member($0, random(depth: depth - 1, using: &generator)) })
        default: return .tagged(number, random(depth: depth - 1, using: &generator))
        }
    }

    /// The encoding with one head in a longer form than needed; `count` numbers the heads.
    func encoded(widening target: Int, counting count: inout Int) -> [UInt8] {
        let widened = count == target
        count += 1
        switch self {
        case .unsigned(let value): return Self.head(0, value, widened)
        case .negative(let value): return Self.head(1, value, widened)
        case .bytes(let bytes): return Self.head(2, UInt64(bytes.count), widened) + bytes
        case .text(let text): return Self.head(3, UInt64(text.utf8.count), widened) + text.utf8
        case .array(let items):
            return items.reduce(Self.head(4, UInt64(items.count), widened)) {
                $0 + $1.encoded(widening: target, counting: &count)
            }
        case .map(let members):
            return members.sorted { $0.key.encoded.lexicographicallyPrecedes($1.key.encoded) }
                .reduce(Self.head(5, UInt64(members.count), widened)) {
                    $0 + $1.key.encoded(widening: target, counting: &count)
                        + $1.value.encoded(widening: target, counting: &count)
                }
        case .tagged(let tag, let item):
            return Self.head(6, tag, widened) + item.encoded(widening: target, counting: &count)
        }
    }

    /// A longer form there is for every argument below 2^32; beyond, the form is a reserved one.
    private static func head(_ major: UInt8, _ argument: UInt64, _ widened: Bool) -> [UInt8] {
        let canonical: [UInt8] = CBOR.unsigned(argument).encoded
        guard widened else { return [canonical[0] | major << 5] + canonical.dropFirst() }
        guard argument < 1 << 32 else { return [28 | major << 5] }
        return [27 | major << 5] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: argument >> (8 * UInt64($0))) }
    }
}
