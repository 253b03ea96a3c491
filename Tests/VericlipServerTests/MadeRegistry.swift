import Fingerprinting
import Foundation
import Media
import Registry
import RegistryStorage
import Signing
import TransparencyLog
import VericlipServer

/// A home with one publisher and three recordings: record 1 with pictures, record 2 of which only the hash is held, record 3 whose
/// fingerprint is none. Its folder is gone with it.
final class MadeRegistry: Sendable {
    let home: Home
    let served: ServedRegistry
    /// Of the publisher's key.
    let publisher: SHA256Digest

    /// Four seconds of 64x36, a grey level a picture.
    static let fingerprint: Fingerprint = {
        let video = MediaDescription.Video(stream: 0, codec: "", width: 64, height: 36)
        var builder = FingerprintBuilder(
            profile: .registered,
            description: .init(container: "", claimedDuration: nil, video: video, audio: nil, streamCount: 1))
        for index in 0..<100 {
            builder.add(
                VideoFrame(
                    time: MediaTime(milliseconds: index * 40), width: 64, height: 36,
                    luma: [UInt8](repeating: UInt8(20 + index * 2), count: 64 * 36), range: .full))
        }
        return builder.finish()
    }()

    init() throws {
        home = Home(path: FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path)
        served = ServedRegistry(of: home)
        let store = try home.initialise(algorithm: .ed25519, at: 1_790_000_000) {
            PublisherRegister(name: "Office of <Somebody>", domains: ["office.example"], keys: [$0])
        }
        publisher = try home.publisherKey().publicKey.keyID
        for (number, bytes) in [(1, Self.fingerprint.bytes), (2, [2]), (3, [3])] {
            _ = try store.register(
                MediaRegister(
                    media: .init(sha256: SHA256Digest(of: [UInt8(number)]), milliseconds: 4000),
                    fingerprint: .init(algorithm: Fingerprint.algorithm, bytes: bytes), title: "Speech <\(number)>",
                    event: .init(name: number == 1 ? "Budget & more" : nil, date: "2026-11-2\(number)"),
                    publication: number == 2 ? .embargoed : nil),
                fingerprint: number == 2 ? nil : bytes, by: try home.publisherKey(),
                signer: try home.logSigner(for: store.log), at: 1_790_000_000 + Int64(number)
            ) { _ in [] }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: home.path) }
}
