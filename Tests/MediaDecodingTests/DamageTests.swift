import Foundation
import MediaDecoding
import SeededRandom
import TestMedia
import Testing

/// Files that are cut off, broken, too large or no media.
@Suite(.enabled(if: TestMedia.isAvailable))
struct DamageTests {
    private func clip(_ name: String) throws -> [UInt8] {
        let path = try #require(TestMedia.shared).make(
            "whole-\(name)", "\(TestMedia.picture(4)) \(TestMedia.tone(4)) -c:v libx264 -c:a aac -movflags +faststart")
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    private func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try #require(TestMedia.shared).write(name, bytes)
    }

    private func error(_ path: String, limits: DecodeLimits = DecodeLimits()) throws -> MediaDecodingError? {
        do { _ = try Reading(path, limits: limits) } catch let error as MediaDecodingError { return error }
        return nil
    }

    @Test(arguments: ["a.mp4", "a.mkv"]) func tellsTruncationFromTheEnd(_ name: String) throws {
        let bytes = try clip(name)
        let outcome = try Reading(try write("half-\(name)", bytes.prefix(bytes.count / 2))).outcome
        let end = try #require(outcome.truncatedAt)
        #expect((1000...3200).contains(end))
    }

    @Test func countsDamage() throws {
        var bytes = try clip("a.mp4")
        for index in stride(from: bytes.count / 2, to: bytes.count, by: 997) { bytes[index] ^= 0x55 }
        let damage = try #require(try Reading(try write("broken.mp4", bytes)).outcome.damage)
        #expect(damage.errors > 0)
        #expect(damage.firstAt > 500)
    }

    @Test func namesWhatIsNoMedia() throws {
        #expect(try error(write("empty.mp4", [])) == .empty)
        #expect(try error(write("text.mp4", Array("<html>Not found</html>".utf8))) == .notMedia)
        #expect(try error(write("zeros.mp4", [UInt8](repeating: 0, count: 4096))) == .notMedia)
        let list = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
        #expect(try error(write("list.mp4", Array(list.utf8))) == .noStreams(container: "hls"))
        let file = try FileHandle(forReadingFrom: URL(filePath: "/"))
        #expect(throws: MediaDecodingError.notARegularFile) {
            _ = try MediaReader(fileDescriptor: file.fileDescriptor)
        }
    }

    @Test func namesAMissingIndex() throws {
        let path = try #require(TestMedia.shared).make("tail.mp4", "\(TestMedia.picture(2)) -c:v libx264")
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let error = try error(write("headless.mp4", bytes.prefix(bytes.count / 2)))
        guard case .unreadableHeader(let container, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(container.contains("mp4"))
    }

    @Test func headersAloneAreTruncated() throws {
        let bytes = try clip("a.mp4")
        let start = try #require(Data(bytes).range(of: Data("mdat".utf8))).upperBound
        let outcome = try Reading(try write("headers.mp4", bytes.prefix(start))).outcome
        #expect(outcome.truncatedAt == 0)
        #expect(outcome.duration == 0)
    }

    @Test func keepsLimits() throws {
        let path = try write("limits.mp4", clip("a.mp4"))
        #expect(try error(path, limits: DecodeLimits(duration: 1000)) == .limitExceeded(.duration(1000)))
        #expect(
            try error(path, limits: DecodeLimits(pixels: 1000))
                == .limitExceeded(.pixels(found: 320 * 180, allowed: 1000)))
        #expect(
            try error(path, limits: DecodeLimits(sampleRate: 8000))
                == .limitExceeded(.sampleRate(found: 44_100, allowed: 8000)))
    }

    @Test func noMutationHarmsTheReader() throws {
        let bytes = try clip("a.mkv")
        var random = SeededGenerator(seed: 7)
        for round in 0..<20 {
            var mutated = bytes
            for _ in 0..<30 {
                mutated[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            let path = try write("mutated.mkv", mutated.prefix(round % 3 == 0 ? bytes.count / 3 : bytes.count))
            _ = try error(path)
        }
    }
}
