import ContentCredentials
import Signing
import Testing

/// Fragmented files and media data in blocks: hashes in a tree.
@Suite(.enabled(if: Authority.isAvailable))
struct FragmentTests {
    private let authority: Authority

    init() throws { authority = try #require(Authority.shared) }

    /// A file of five fragments, the row of whose tree has two hashes.
    private func fragmented(order: [Int] = [0, 1, 2, 3, 4]) throws -> [UInt8] {
        let start = UInt64(MadeFile.ftyp.count + MadeFile.storeLength)
        let media = (0..<5).map { ManifestMaker.box("mdat", [UInt8](repeating: UInt8($0), count: 300)) }
        let moof = ManifestMaker.box("moof", [1, 2, 3, 4])
        // Proofs of one length, so that places can be told before hashes are.
        let proofLength = proof(0, [[UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 32)]).count
        var offset = start + UInt64(MadeFile.moov.count)
        var leaves: [[UInt8]] = []
        for data in media {
            offset += UInt64(proofLength)
            var hash = RunningHash(.sha256)
            for box in [moof, data] {
                hash.update(ManifestMaker.bigEndian(offset, 8)[...])
                hash.update(box[...])
                offset += UInt64(box.count)
            }
            leaves.append(hash.finish())
        }
        func join(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] { HashAlgorithm.sha256.hash(a[...], b[...]) }
        let pairs = [join(leaves[0], leaves[1]), join(leaves[2], leaves[3]), leaves[4]]
        let row = [join(pairs[0], pairs[1]), pairs[2]]
        let paths = [
            [leaves[1], pairs[1]], [leaves[0], pairs[1]], [leaves[3], pairs[0]], [leaves[2], pairs[0]], [],
        ]
        var initial = RunningHash(.sha256)
        initial.update(ManifestMaker.bigEndian(start, 8)[...])
        initial.update(MadeFile.moov[...])
        let tree = CBOR.map([
            .init(.text("uniqueId"), CBOR(1)), .init(.text("localId"), CBOR(1)), .init(.text("count"), CBOR(5)),
            .init(.text("hashes"), .array(row.map(CBOR.bytes))), .init(.text("initHash"), .bytes(initial.finish())),
        ])
        var maker = ManifestMaker()
        maker.assertions = [(MadeFile.hashLabel(3), MadeFile.binding([.init(.text("merkle"), .array([tree]))]))]
        let store = ManifestMaker.store(try maker.manifest(authority))
        let fragments = order.flatMap { proof($0, paths[$0], length: proofLength) + moof + media[$0] }
        return MadeFile.ftyp + MadeFile.storeBox(store) + MadeFile.moov + fragments
    }

    private func proof(_ location: Int, _ hashes: [[UInt8]], length: Int? = nil) -> [UInt8] {
        let item = CBOR.map([
            .init(.text("uniqueId"), CBOR(1)), .init(.text("localId"), CBOR(1)),
            .init(.text("location"), CBOR(Int64(location))), .init(.text("hashes"), .array(hashes.map(CBOR.bytes))),
        ])
        let content = MadeFile.identifier + [0, 0, 0, 0] + "merkle".utf8 + [0] + item.encoded
        let padding = (length ?? content.count + 8) - content.count - 8
        return ManifestMaker.box("uuid", content + [UInt8](repeating: 0, count: padding))
    }

    @Test func everyFragmentIsChecked() throws {
        let file = try fragmented()
        let read = ContentCredentials(in: file)
        #expect(read.state == .valid, "\(read.reason ?? "") \(read.failures)")
        // In the first fragment, in the last, and in what comes before them.
        for place in [file.count - 1, file.count - 2000, MadeFile.ftyp.count + MadeFile.storeLength + 30] {
            var changed = file
            changed[place] ^= 4
            #expect(ContentCredentials(in: changed).failures.contains("assertion.bmffHash.mismatch"))
        }
    }

    @Test(arguments: [[0, 1, 2, 3], [0, 1, 2, 4, 3], [0, 1, 1, 3, 4], [0, 1, 2, 3, 4, 4], [1, 0, 2, 3, 4], []])
    func fragmentsThatAreMissingMovedOrRepeatedAreFound(order: [Int]) throws {
        let read = ContentCredentials(in: try fragmented(order: order))
        #expect(read.state == .invalid && read.failures.contains("assertion.bmffHash.mismatch"))
    }

    /// The media data in blocks of 1000 bytes, of one or of several lengths.
    @Test(arguments: [true, false]) func blocksOfMediaData(isFixed: Bool) throws {
        let start = UInt64(MadeFile.ftyp.count + MadeFile.storeLength)
        let body = MadeFile.mdat.dropFirst(16)
        var sizes: [Int] = []
        var rest = body.count
        while rest > 0 {
            sizes.append(min(rest, isFixed ? 1000 : 700 + sizes.count))
            rest -= sizes[sizes.count - 1]
        }
        var leaves: [CBOR] = []
        var place = body.startIndex
        for size in sizes {
            leaves.append(.bytes(HashAlgorithm.sha256.hash(body[place..<place + size])))
            place += size
        }
        var hash = RunningHash(.sha256)
        hash.update(ManifestMaker.bigEndian(start, 8)[...])
        hash.update(MadeFile.moov[...])
        hash.update(ManifestMaker.bigEndian(start + UInt64(MadeFile.moov.count), 8)[...])
        hash.update(MadeFile.mdat.prefix(16))
        let tree = CBOR.map([
            .init(.text("uniqueId"), CBOR(0)), .init(.text("localId"), CBOR(0)),
            .init(.text("count"), CBOR(Int64(leaves.count))), .init(.text("hashes"), .array(leaves)),
            isFixed
                ? .init(.text("fixedBlockSize"), CBOR(1000))
                : .init(.text("variableBlockSizes"), .array(sizes.map { CBOR(Int64($0)) })),
        ])
        let subset = CBOR.map([.init(.text("offset"), CBOR(16)), .init(.text("length"), CBOR(0))])
        var binding = MadeFile.binding([
            .init(.text("hash"), .bytes(hash.finish())), .init(.text("merkle"), .array([tree])),
        ])
        guard case .map(var members) = binding, case .array(let exclusions) = members[0].value else { return }
        let data = CBOR.map([.init(.text("xpath"), .text("/mdat")), .init(.text("subset"), .array([subset]))])
        members[0] = .init(.text("exclusions"), .array(exclusions + [data]))
        binding = .map(members)
        var maker = ManifestMaker()
        maker.assertions = [(MadeFile.hashLabel(3), binding)]
        let store = ManifestMaker.store(try maker.manifest(authority))
        let file = MadeFile.ftyp + MadeFile.storeBox(store) + MadeFile.moov + MadeFile.mdat
        let read = ContentCredentials(in: file)
        #expect(read.state == .valid, "\(read.reason ?? "") \(read.failures)")
        #expect(read.codes(.informational).contains("assertion.bmffHash.additionalExclusionsPresent"))
        for place in [file.count - 1, file.count - body.count, file.count - body.count - 4] {
            var changed = file
            changed[place] ^= 1
            #expect(ContentCredentials(in: changed).failures.contains("assertion.bmffHash.mismatch"))
        }
    }
}
