/// A ZIP file of one form: members stored as they are, one after the other, then their directory; no times, comments, extra fields
/// or compression.
///
/// Any program opens it. The reader takes what the writer writes and nothing else, so that two programs never see different
/// members in one file: no gap, no second directory, no name twice, none that leads out of a folder.
public struct ZipArchive: Sendable, Hashable {
    public struct Member: Sendable, Hashable {
        /// Words of letters, digits, `.`, `_` and `-`, between slashes.
        public let name: String
        public let bytes: [UInt8]

        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    public let members: [Member]

    /// Bytes of a whole archive: the fingerprints of some days.
    public static let byteLimit = 1 << 30
    public static let memberLimit = 10_000
    static let nameByteLimit = 200

    public init(members: [Member]) throws(ZipDefect) {
        guard members.count <= Self.memberLimit else { throw .tooLarge }
        var (seen, total) = (Set<String>(), 0)
        for member in members {
            guard Self.isName(member.name) else { throw .name(member.name) }
            guard seen.insert(member.name).inserted else { throw .twice(member.name) }
            total += member.bytes.count + 2 * (member.name.utf8.count + 50)
            guard total <= Self.byteLimit else { throw .tooLarge }
        }
        self.members = members
    }

    static func isName(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= nameByteLimit else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { word in
            word.contains { $0 != "." }
                && word.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
        }
    }
}

/// Why bytes are not such an archive.
@nonexhaustive
public enum ZipDefect: Error, Sendable, Hashable {
    /// Not a ZIP file, cut off, or of another form than this program writes.
    case form
    case tooLarge
    /// A member whose checksum does not fit its bytes.
    case damaged(String)
    case name(String)
    case twice(String)
}

// MARK: - Writing (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16)

extension ZipArchive {
    public var bytes: [UInt8] {
        var (files, directory): ([UInt8], [UInt8]) = ([], [])
        for member in members {
            let common = Self.common(member)
            directory += [0x50, 0x4B, 0x01, 0x02, 20, 0] + common + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            directory += Self.little(files.count, 4) + Array(member.name.utf8)
            files += [0x50, 0x4B, 0x03, 0x04] + common + Array(member.name.utf8)
            files += member.bytes
        }
        let count = Self.little(members.count, 2)
        let end =
            [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + count + count + Self.little(directory.count, 4)
            + Self.little(files.count, 4) + [0, 0]
        return files + directory + end
    }

    /// What a member's own header and its line in the directory share: version 2.0, no flags, stored, midnight of the first day
    /// of 1980, checksum, both sizes, length of the name, no extra field.
    private static func common(_ member: Member) -> [UInt8] {
        [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + little(Int(CRC32.checksum(of: member.bytes)), 4)
            + little(member.bytes.count, 4) + little(member.bytes.count, 4) + little(member.name.utf8.count, 2) + [
                0, 0,
            ]
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

// MARK: - Reading

extension ZipArchive {
    public init(decoding bytes: [UInt8]) throws(ZipDefect) {
        guard bytes.count <= Self.byteLimit else { throw .tooLarge }
        var members: [Member] = []
        var place = 0
        while bytes.count >= place + 30, bytes[place..<place + 4].elementsEqual([0x50, 0x4B, 0x03, 0x04]) {
            guard members.count < Self.memberLimit else { throw .tooLarge }
            let (checksum, size) = (Self.number(bytes, place + 14, 4), Self.number(bytes, place + 18, 4))
            let start = place + 30 + Self.number(bytes, place + 26, 2)
            guard start + size <= bytes.count, let name = String(validating: bytes[place + 30..<start], as: UTF8.self)
            else { throw .form }
            let content = Array(bytes[start..<start + size])
            guard CRC32.checksum(of: content) == checksum else { throw .damaged(Self.isName(name) ? name : "") }
            members.append(Member(name: name, bytes: content))
            place = start + size
        }
        try self.init(members: members)
        // Whatever the headers say besides, and the directory with all of its places, must be as it is written here.
        guard !members.isEmpty, self.bytes == bytes else { throw .form }
    }

    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}

/// The checksum of ZIP files (ISO 3309): finds accidents, stops nobody.
enum CRC32 {
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }

    private static let table = (UInt32(0)..<256).map { first in
        (0..<8).reduce(first) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }
}
