import Decompression
import Foundation
import Testing

@Suite struct BrotliTests {
    /// Nothing, and "vericlip" in a block that is stored (RFC 7932, 9.2).
    @Test func whatWasCompressedComesOut() throws {
        #expect(try Brotli.decompressed([0x06], limit: 10) == [])
        #expect(try Brotli.decompressed(Self.stored[...], limit: 8) == Array("vericlip".utf8))
        #expect(throws: DecompressionError.tooLarge(limit: 7)) { try Brotli.decompressed(Self.stored[...], limit: 7) }
    }

    @Test func whatIsCutOffFollowedOrBroken() {
        for count in 0..<Self.stored.count {
            #expect(throws: DecompressionError.malformed) {
                try Brotli.decompressed(Self.stored.prefix(count), limit: 100)
            }
        }
        #expect(throws: DecompressionError.malformed) { try Brotli.decompressed(Self.stored + [0], limit: 100) }
        #expect(throws: DecompressionError.malformed) { try Brotli.decompressed([0xFF, 0xFF, 0xFF, 0xFF], limit: 100) }
    }

    /// 64 MiB of zeros in 106 bytes: nothing beyond the limit is kept.
    @Test func aBombStopsAtTheLimit() {
        #expect(throws: DecompressionError.tooLarge(limit: 1 << 20)) {
            try Brotli.decompressed(Self.bomb[...], limit: 1 << 20)
        }
    }

    private static let stored: [UInt8] = [0x70, 0x00, 0x10] + Array("vericlip".utf8) + [0x03]

    private static let bomb = [UInt8](
        Data(
            base64Encoded: "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8"
                + "//+DfwIgDgsAdO//+P//B/8EQBwWAOje//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/Nw==")!)
}
