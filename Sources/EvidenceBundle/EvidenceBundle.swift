internal import Foundation
public import Signing

/// A `.vericlip-evidence` file: a report on a clip and all that stands behind it, to be checked by anybody, offline, with nothing but
/// a policy (docs/bundle-v1.md).
public struct EvidenceBundle: Sendable, Hashable {
    /// The report, as `verify --format json` prints it.
    public var report: [UInt8]
    public var clip: Clip
    /// The signed checkpoint with its cosignatures, in which every entry is proved.
    public var checkpoint: [UInt8]
    /// A time stamp authority's answer over the checkpoint (RFC 3161).
    public var timeStampReply: [UInt8]?
    /// Under their numbers: the records, the statements of those who signed them, and what was said of the records later.
    public var entries: [Int: Entry]
    /// Under their hashes: the fingerprints of the records.
    public var fingerprints: [SHA256Digest: [UInt8]]

    public struct Entry: Sendable, Hashable {
        /// The COSE_Sign1, as the log has it.
        public var statement: [UInt8]
        /// The `.tlog-proof`.
        public var proof: [UInt8]

        public init(statement: [UInt8], proof: [UInt8]) {
            self.statement = statement
            self.proof = proof
        }
    }

    /// The file that was examined.
    public struct Clip: Sendable, Hashable, Codable {
        static let schema = "vericlip.evidence/1"

        public let schema: String
        public let name: String
        public let sha256: SHA256Digest
        /// Its length; absent where the bundle was made from a report alone.
        public let bytes: Int?

        public init(name: String, sha256: SHA256Digest, bytes: Int?) {
            schema = Self.schema
            self.name = name
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    public init(
        report: [UInt8], clip: Clip, checkpoint: [UInt8], timeStampReply: [UInt8]?, entries: [Int: Entry],
        fingerprints: [SHA256Digest: [UInt8]]
    ) {
        self.report = report
        self.clip = clip
        self.checkpoint = checkpoint
        self.timeStampReply = timeStampReply
        self.entries = entries
        self.fingerprints = fingerprints
    }
}

/// The bundle as a file: the same content gives the same bytes.
extension EvidenceBundle {
    enum Name {
        static let sums = "SHA256SUMS"
        static let readme = "README.txt"
        static let report = "report.json"
        static let clip = "clip.json"
        static let checkpoint = "checkpoint"
        static let timeStamp = "checkpoint.tsr"
        static func statement(_ index: Int) -> String { "entries/\(index).cose" }
        static func proof(_ index: Int) -> String { "entries/\(index).tlog-proof" }
        static func fingerprint(_ sha256: SHA256Digest) -> String { "fingerprints/\(sha256.hex)" }
    }

    public func encoded() throws(ZipDefect) -> [UInt8] { try ZipArchive(members: members).bytes }

    private var members: [ZipArchive.Member] {
        var contents = [
            (Name.readme, Array(Self.readme.utf8)), (Name.report, report), (Name.clip, clip.encoded),
            (Name.checkpoint, checkpoint),
        ]
        if let timeStampReply { contents.append((Name.timeStamp, timeStampReply)) }
        for (index, entry) in entries.sorted(by: { $0.key < $1.key }) {
            contents += [(Name.statement(index), entry.statement), (Name.proof(index), entry.proof)]
        }
        for (sha256, bytes) in fingerprints.sorted(by: { $0.key < $1.key }) {
            contents.append((Name.fingerprint(sha256), bytes))
        }
        let sums = contents.map { "\(SHA256Digest(of: $0.1).hex)  \($0.0)\n" }.joined()
        return ([(Name.sums, Array(sums.utf8))] + contents).map { ZipArchive.Member(name: $0.0, bytes: $0.1) }
    }

    static let readme = """
        Evidence about a clip, made by Vericlip: a report, the signed statements that it rests on, and the proofs that
        they are in a public log. Nothing in here has to be believed. To check it:

            vericlip bundle verify FILE --policy POLICY [CLIP]

        or with sha256sum, openssl and no Vericlip: docs/bundle-v1.md of Vericlip shows each step.

        """
}

extension EvidenceBundle.Clip {
    /// Members in order, no white space but the last newline.
    var encoded: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Text, numbers and a digest encode always.
        let data = (try? encoder.encode(self)) ?? Data()
        return Array(data) + [UInt8(ascii: "\n")]
    }
}
