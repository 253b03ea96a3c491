import ContentCredentials
import Signing
import Testing

/// Pictures whose manifest names every box of the file and has their hashes.
@Suite(.enabled(if: Authority.isAvailable))
struct BoxHashTests {
    private let authority: Authority

    init() throws { authority = try #require(Authority.shared) }

    /// What follows the manifest store: a description, a table, the picture's data with a restart marker, the end.
    private static let description = [0xFF, 0xE1, 0, 8] + Array("camera".utf8)
    private static let table: [UInt8] = [0xFF, 0xDB, 0, 4, 1, 2]
    private static let scan: [UInt8] = [0xFF, 0xDA, 0, 4, 1, 2, 7, 8, 0xFF, 0, 9, 0xFF, 0xD0, 10, 11]
    private static let end: [UInt8] = [0xFF, 0xD9]
    private static let picture = description + table + scan + end

    private struct Entry {
        var names: [String]
        var bytes: [UInt8]
        var others: [CBOR.Member] = []

        var content: CBOR {
            let hash = names == ["C2PA"] ? [0] : HashAlgorithm.sha256.hash(bytes[...])
            let members: [CBOR.Member] = [
                .init(.text("names"), .array(names.map(CBOR.text))), .init(.text("hash"), .bytes(hash)),
                .init(.text("pad"), .bytes([])),
            ]
            return .map(members + others)
        }
    }

    private static let start = [Entry(names: ["SOI"], bytes: [0xFF, 0xD8]), Entry(names: ["C2PA"], bytes: [])]
    /// All that follows in one.
    private static let whole = start + [Entry(names: ["APP1", "DQT", "SOS", "RST0", "EOI"], bytes: picture)]
    /// Each by itself; the picture's data belongs to the scan, a restart marker is a box besides.
    private static let single =
        start + [
            Entry(names: ["APP1"], bytes: description), Entry(names: ["DQT"], bytes: table),
            Entry(names: ["SOS"], bytes: scan), Entry(names: ["RST0"], bytes: [0xFF, 0xD0]),
            Entry(names: ["EOI"], bytes: end),
        ]

    /// Stands for the value true.
    private static let yes = CBOR.text("<true>")

    private func read(_ entries: [Entry], _ change: (inout [UInt8]) -> Void = { _ in }) throws -> ContentCredentials {
        let store = try store(entries)
        var file = [0xFF, 0xD8] + MadeFile.segments(store, piece: 1000) + Self.picture
        change(&file)
        return ContentCredentials(in: file)
    }

    private func store(_ entries: [Entry]) throws -> [UInt8] {
        var maker = ManifestMaker()
        maker.encoding = { content in
            var bytes = content.encoded
            while let place = bytes.firstRange(of: Self.yes.encoded) { bytes.replaceSubrange(place, with: [0xF5]) }
            return bytes
        }
        maker.assertions = [
            (
                "c2pa.hash.boxes",
                .map([.init(.text("alg"), .text("sha256")), .init(.text("boxes"), .array(entries.map(\.content)))])
            )
        ]
        return ManifestMaker.store(try maker.manifest(authority))
    }

    private static func expect(
        _ read: ContentCredentials, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            read.state == .invalid && read.failures == [code, "signingCredential.untrusted"],
            "\(read.failures) \(read.reason ?? "")", sourceLocation: sourceLocation)
    }

    @Test func boxesTogetherAndOneByOne() throws {
        for entries in [Self.whole, Self.single] {
            let read = try read(entries)
            #expect(read.state == .valid, "\(read.failures) \(read.reason ?? "")")
            #expect(read.statuses.map(\.code).contains(.boxesHashMatch))
            #expect(read.codes(.informational) == ["signingCredential.ocsp.skipped"])
        }
    }

    @Test func everyChangedByteOfThePictureIsFound() throws {
        for entries in [Self.whole, Self.single] {
            for place in 1...Self.picture.count {
                let read = try read(entries) { $0[$0.count - place] ^= 0x10 }
                #expect(![.valid, .trusted].contains(read.state), "\(place) from the end")
            }
        }
    }

    /// Named all the same, where it is not in the file.
    @Test func theStoreMayLieElsewhere() throws {
        let file = [0xFF, 0xD8] + Self.picture
        let read = ContentCredentials(in: file, fetched: try store(Self.single))
        #expect(read.state == .valid, "\(read.failures) \(read.reason ?? "")")
        let changed = [0xFF, 0xD8] + Self.description + Self.table + Self.table + Self.scan + Self.end
        Self.expect(ContentCredentials(in: changed, fetched: try store(Self.single)), "assertion.boxesHash.mismatch")
    }

    @Test func boxesThatAreAddedOrMissingAreFound() throws {
        let comment: [UInt8] = [0xFF, 0xFE, 0, 4, 1, 2]
        Self.expect(try read(Self.single) { $0.insert(contentsOf: comment, at: 2) }, "assertion.boxesHash.mismatch")
        Self.expect(
            try read(Self.single) { $0.insert(contentsOf: comment, at: $0.count - 2) }, "assertion.boxesHash.mismatch")
        for number in Self.single.indices {
            var fewer = Self.single
            fewer.remove(at: number)
            Self.expect(try read(fewer), "assertion.boxesHash.mismatch")
        }
        Self.expect(try read([]), "assertion.boxesHash.mismatch")
    }

    /// A description may be left out, the picture not.
    @Test func whatMayBeLeftOut() throws {
        let excluded = [CBOR.Member(.text("excluded"), Self.yes)]
        var entries = Self.single
        entries[2].others = excluded
        let without = try read(entries) { $0[$0.count - Self.picture.count + 6] ^= 1 }
        #expect(without.state == .valid)
        #expect(without.codes(.informational).contains("assertion.boxesHash.additionalExclusionsPresent"))
        entries = Self.single
        entries[4].others = excluded
        Self.expect(try read(entries), "assertion.boxesHash.mismatch")
    }

    @Test func partsThatMayBeLeftOut() throws {
        func exclusions(_ parts: [(start: Int64, length: Int64, box: Int64)]) -> [CBOR.Member] {
            let list = parts.map { part in
                CBOR.map([
                    .init(.text("start"), CBOR(part.start)), .init(.text("length"), CBOR(part.length)),
                    .init(.text("boxIndex"), CBOR(part.box)),
                ])
            }
            return [.init(.text("exclusions"), .array(list))]
        }
        var entries = Self.whole
        // "mer" of the description.
        entries[2].bytes.removeSubrange(6..<9)
        entries[2].others = exclusions([(6, 3, 0)])
        let read = try read(entries) { $0[$0.count - Self.picture.count + 7] ^= 1 }
        #expect(read.state == .valid, "\(read.failures) \(read.reason ?? "")")
        #expect(read.codes(.informational).contains("assertion.boxesHash.additionalExclusionsPresent"))
        for (parts, code) in [
            ([], "malformed"), ([(6, 3, 9)], "malformed"), ([(8, 1, 0), (6, 1, 0)], "malformed"),
            ([(1, 3, 0)], "mismatch"), ([(6, 30, 0)], "mismatch"), ([(4, 1, 1)], "mismatch"),
        ] as [([(Int64, Int64, Int64)], String)] {
            entries[2].others = exclusions(parts.map { (start: $0.0, length: $0.1, box: $0.2) })
            Self.expect(try self.read(entries), "assertion.boxesHash.\(code)")
        }
    }

    /// More markers than any picture has, a scan that does not end, a table that ends behind the file: refused soon.
    @Test func picturesThatWereMadeToDoHarm() throws {
        let start = [0xFF, 0xD8] + MadeFile.segments(try store(Self.whole), piece: 60_000)
        let scan: [UInt8] = [0xFF, 0xDA, 0, 4, 1, 2]
        let markers = (0..<200_000).flatMap { _ in [0xFF, 0xD0] as [UInt8] }
        for end in [
            scan + markers, scan + markers + Self.end, scan + [7, 8, 9], [0xFF, 0xDB, 0xFF, 0xFF, 1], scan + [0xFF],
        ] {
            let begin = ContinuousClock.now
            let read = ContentCredentials(in: start + end)
            #expect(![.valid, .trusted].contains(read.state) && read.reason != nil)
            #expect(ContinuousClock.now - begin < .seconds(5))
        }
    }

    @Test func aFileOfAnotherFormat() throws {
        var maker = ManifestMaker()
        maker.assertions = [("c2pa.hash.boxes", .map([.init(.text("boxes"), .array([]))]))]
        let store = MadeFile.storeBox(ManifestMaker.store(try maker.manifest(authority)))
        Self.expect(
            ContentCredentials(in: MadeFile.ftyp + store + MadeFile.moov + MadeFile.mdat),
            "assertion.boxesHash.mismatch")
    }
}
