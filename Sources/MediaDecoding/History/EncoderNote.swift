/// What an encoder wrote of itself into a picture's bytes: x264 and x265 put their version and settings into the first pictures, as
/// unregistered user data (ITU-T H.264, D.1.7; H.265, D.2.7).
enum EncoderNote {
    /// How many bytes of a picture are searched: the note comes before the picture itself.
    private static let reach = 4096
    /// Bytes of a note that are kept.
    private static let longest = 2000

    /// The identifiers that the two programs have in their sources (`x264_sei_version_write`, `SEIuserDataUnregistered`), and how their
    /// texts begin.
    private static let marks: [(identifier: [UInt8], start: [UInt8])] = [
        (
            [0xdc, 0x45, 0xe9, 0xbd, 0xe6, 0xd9, 0x48, 0xb7, 0x96, 0x2c, 0xd8, 0x20, 0xd9, 0x23, 0xee, 0xef],
            Array("x264 - core".utf8)
        ),
        (
            [0x2c, 0xa2, 0xde, 0x09, 0xb5, 0x17, 0x47, 0xdb, 0xbb, 0x55, 0xa4, 0xfe, 0x7f, 0xc2, 0xfc, 0x4e],
            Array("x265 (build".utf8)
        ),
    ]

    /// The note in the bytes of a picture, or in those that go before the first.
    static func text(in bytes: UnsafeRawBufferPointer) -> String? {
        let some = unsafe Array(bytes.prefix(reach))
        for mark in marks {
            guard let place = find(mark.identifier + mark.start, in: some) else { continue }
            let rest = some.dropFirst(place + mark.identifier.count).prefix(longest)
            return String(decoding: rest.prefix { (0x20...0x7e).contains($0) }, as: UTF8.self)
        }
        return nil
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        return (0...bytes.count - wanted.count).first { start in
            bytes[start] == wanted[0] && wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
        }
    }
}
