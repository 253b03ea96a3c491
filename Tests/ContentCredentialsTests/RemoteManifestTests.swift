import ContentCredentials
import Signing
import Testing

/// Files that hold no manifest and say in XMP where it lies.
@Suite(.enabled(if: Authority.isAvailable))
struct RemoteManifestTests {
    private let authority: Authority
    private static let address = "https://manifests.example/1.c2pa"

    init() throws { authority = try #require(Authority.shared) }

    private static func xmp(_ property: String) -> String {
        "<x:xmpmeta><rdf:RDF><rdf:Description rdf:about=\"\" \(property)</rdf:Description></rdf:RDF></x:xmpmeta>"
    }

    private static let usual = xmp("dcterms:provenance=\"\(address)\">")

    private static func jpeg(_ xmp: String) -> [UInt8] {
        let content = Array("http://ns.adobe.com/xap/1.0/".utf8) + [0] + xmp.utf8
        return [0xFF, 0xD8, 0xFF, 0xE1] + ManifestMaker.bigEndian(UInt64(content.count + 2), 2) + content
            + [0xFF, 0xDA, 0, 4, 1, 2, 7, 8, 9, 0xFF, 0xD9]
    }

    private static func mp4(_ xmp: String) -> [UInt8] {
        let identifier: [UInt8] = [
            0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
        ]
        return MadeFile.ftyp + MadeFile.moov + ManifestMaker.box("uuid", identifier + xmp.utf8) + MadeFile.mdat
    }

    @Test func theFileSaysWhere() {
        for file in [Self.jpeg(Self.usual), Self.mp4(Self.usual)] {
            let read = ContentCredentials(in: file)
            #expect(read.state == .none && read.remoteManifest == Self.address && read.reason != nil)
            #expect(read.statuses.isEmpty)
        }
    }

    @Test func waysToSayIt() {
        for property in [
            "dcterms:provenance='\(Self.address)'>", "dcterms:provenance = \"\(Self.address)\">",
            "><dcterms:provenance>\n  \(Self.address)\n</dcterms:provenance>",
        ] {
            #expect(ContentCredentials(in: Self.jpeg(Self.xmp(property))).remoteManifest == Self.address)
        }
        let escaped = Self.xmp("dcterms:provenance=\"https://a.example/?b=1&amp;c=2&amp;lt;\">")
        #expect(ContentCredentials(in: Self.jpeg(escaped)).remoteManifest == "https://a.example/?b=1&c=2&lt;")
    }

    /// A part of the file itself, other protocols, what could move a cursor, no end, nothing, more than an address has.
    @Test(
        arguments: [
            "self#jumbf=/c2pa/urn:1", "file:///etc/passwd", "javascript:1", "https://a.example/\u{1B}[2J", "",
            "https://a.example/" + String(repeating: "a", count: 600), "https://ä.example/",
        ]) func whatIsNoAddress(text: String)
    {
        for file in [Self.jpeg(Self.xmp("dcterms:provenance=\"\(text)\">")), Self.mp4("dcterms:provenance=\(text)")] {
            let read = ContentCredentials(in: file)
            #expect(read.remoteManifest == nil && read.state == .none)
        }
    }

    /// The hash of the whole file, from which nothing is left out.
    private func store(of file: [UInt8]) throws -> [UInt8] {
        var maker = ManifestMaker()
        maker.assertions = [
            (
                "c2pa.hash.data",
                .map([
                    .init(.text("alg"), .text("sha256")),
                    .init(.text("hash"), .bytes(HashAlgorithm.sha256.hash(file[...]))),
                ])
            )
        ]
        return ManifestMaker.store(try maker.manifest(authority))
    }

    @Test func whatWasFetchedIsReadAsIfItLayInTheFile() throws {
        for file in [Self.jpeg(Self.usual), Self.mp4(Self.usual)] {
            let read = ContentCredentials(in: file, fetched: try store(of: file))
            #expect(read.state == .valid && read.remoteManifest == Self.address, "\(read.reason ?? "")")
            var changed = file
            changed[file.count - 3] ^= 1
            let other = ContentCredentials(in: changed, fetched: try store(of: file))
            #expect(other.state == .invalid && other.failures.contains("assertion.dataHash.mismatch"))
        }
    }

    @Test func whatIsNoManifestIsRefused() throws {
        let file = Self.jpeg(Self.usual)
        let store = try store(of: file)
        for junk in [[], Array("<html>".utf8), Array(store.dropLast(10)), [UInt8](repeating: 0, count: 1000)] {
            let read = ContentCredentials(in: file, fetched: junk)
            #expect(![.valid, .trusted].contains(read.state) && read.reason != nil)
        }
    }

    /// What the file holds counts, whatever else it says and whatever was fetched.
    @Test func theFilesOwnManifestComesFirst() throws {
        let file = try MadeFile.mp4(by: authority)
        let read = ContentCredentials(in: file, fetched: Array("junk".utf8))
        #expect(read.state == .valid && read.remoteManifest == nil)
    }
}
