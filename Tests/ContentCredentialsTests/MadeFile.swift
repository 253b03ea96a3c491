import ContentCredentials
import Foundation
import Signing

/// Files with manifests, made without a camera: an MP4 and a JPEG that no decoder would take, and no reader of manifests minds.
enum MadeFile {
    static let identifier: [UInt8] = [
        0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
    ]

    /// `ftyp`, the manifest store padded to 16 kB, then these boxes.
    static func mp4(
        _ boxes: [[UInt8]] = [moov, mdat], maker: ManifestMaker = ManifestMaker(), version: Int = 3,
        before manifests: [UInt8] = [], by authority: Authority
    ) throws -> [UInt8] {
        let start = ftyp.count + storeLength
        var hash = RunningHash(.sha256)
        var offset = UInt64(start)
        for box in boxes {
            if version > 1 { hash.update(ManifestMaker.bigEndian(offset, 8)[...]) }
            hash.update(box[...])
            offset += UInt64(box.count)
        }
        var maker = maker
        maker.assertions.append((hashLabel(version), binding([.init(.text("hash"), .bytes(hash.finish()))])))
        let store = ManifestMaker.store(manifests, try maker.manifest(authority))
        return ftyp + storeBox(store) + boxes.flatMap(\.self)
    }

    static func hashLabel(_ version: Int) -> String { version == 1 ? "c2pa.hash.bmff" : "c2pa.hash.bmff.v\(version)" }

    /// A hash of an MP4 that leaves out what every one does.
    static func binding(_ members: [CBOR.Member]) -> CBOR {
        let pattern = CBOR.map([.init(.text("offset"), CBOR(8)), .init(.text("value"), .bytes(identifier))])
        let exclusions: [CBOR] = [
            .map([.init(.text("xpath"), .text("/uuid")), .init(.text("data"), .array([pattern]))]),
            .map([.init(.text("xpath"), .text("/ftyp"))]), .map([.init(.text("xpath"), .text("/mfra"))]),
        ]
        return .map([.init(.text("exclusions"), .array(exclusions)), .init(.text("alg"), .text("sha256"))] + members)
    }

    static let ftyp = ManifestMaker.box("ftyp", Array("isom".utf8) + [0, 0, 2, 0] + "isom".utf8)
    static let moov = ManifestMaker.box("moov", ManifestMaker.box("mvhd", [UInt8](repeating: 7, count: 100)))
    static let mdat = ManifestMaker.box("mdat", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    static let storeLength = 16_384

    /// The box that holds a manifest store: its purpose, no proofs, the store, padding.
    static func storeBox(_ store: [UInt8]) -> [UInt8] {
        let content = identifier + [0, 0, 0, 0] + "manifest".utf8 + [0] + [UInt8](repeating: 0, count: 8) + store
        return ManifestMaker.box("uuid", content + [UInt8](repeating: 0, count: storeLength - 8 - content.count))
    }

    /// A picture's segments around the manifest store, in pieces of at most `piece` bytes.
    static func jpeg(
        maker: ManifestMaker = ManifestMaker(), piece: Int = 60_000, by authority: Authority
    ) throws -> [UInt8] {
        let start: [UInt8] = [0xFF, 0xD8]
        let end =
            [0xFF, 0xDB, 0x00, 0x04, 1, 2, 0xFF, 0xDA, 0x00, 0x04, 1, 2] + [UInt8](repeating: 9, count: 500) + [
                0xFF, 0xD9,
            ]
        // The store's length goes into the hash that is in the store: once to learn it, once to use it.
        var length: UInt64 = 0xFFFF
        var segments: [UInt8] = []
        for _ in 0..<2 {
            var maker = maker
            maker.assertions.append(
                (
                    "c2pa.hash.data",
                    .map([
                        .init(
                            .text("exclusions"),
                            .array([
                                .map([
                                    .init(.text("start"), CBOR(Int64(start.count))),
                                    .init(.text("length"), .unsigned(length)),
                                ])
                            ])),
                        .init(.text("alg"), .text("sha256")),
                        .init(.text("hash"), .bytes(HashAlgorithm.sha256.hash(start[...], end[...]))),
                    ])
                ))
            segments = self.segments(ManifestMaker.store(try maker.manifest(authority)), piece: piece)
            length = UInt64(segments.count)
        }
        return start + segments + end
    }

    /// A picture with a store that nobody need have signed.
    static func jpeg(of store: [UInt8]) -> [UInt8] { [0xFF, 0xD8] + segments(store, piece: 60_000) + [0xFF, 0xD9] }

    static func segments(_ store: [UInt8], piece: Int) -> [UInt8] {
        var segments: [UInt8] = []
        var (rest, number) = (store[...], UInt64(1))
        while !rest.isEmpty {
            let repeated = number == 1 ? [] : Array(store.prefix(8))
            let content = [0x4A, 0x50, 0x02, 0x11] + ManifestMaker.bigEndian(number, 4) + repeated + rest.prefix(piece)
            segments += [0xFF, 0xEB] + ManifestMaker.bigEndian(UInt64(content.count + 2), 2) + content
            (rest, number) = (rest.dropFirst(piece), number + 1)
        }
        return segments
    }
}

/// A file in memory.
struct Bytes: ByteSource {
    let content: [UInt8]

    init(_ content: [UInt8]) { self.content = content }

    var byteCount: UInt64 { UInt64(content.count) }

    func bytes(in range: Range<UInt64>) -> [UInt8] { Array(content[Int(range.lowerBound)..<Int(range.upperBound)]) }

    func forEachPiece(in range: Range<UInt64>, _ body: (RawSpan) -> Void) {
        unsafe body(content.span.extracting(Int(range.lowerBound)..<Int(range.upperBound)).bytes)
    }
}

extension ContentCredentials {
    /// What a file in memory says; without `anchors` nobody is trusted.
    init(
        in file: [UInt8], fetched: [UInt8]? = nil, anchors: TrustAnchors? = nil,
        now: Int64 = Int64(Date().timeIntervalSince1970)
    ) {
        self = CredentialReader(anchors: anchors, now: now).credentials(in: Bytes(file), fetched: fetched)
    }

    /// Codes of one kind, each once.
    func codes(_ kind: StatusCode.Kind) -> Set<String> {
        Set(
            (statuses + ingredients.flatMap(\.statuses)).map(\.code).filter { $0.kind == kind }.map(\.rawValue))
    }

    var failures: Set<String> { codes(.failure) }
}
