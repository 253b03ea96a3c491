internal import Foundation
internal import Signing

extension EvidenceBundle {
    /// Reads a bundle and checks it against its own list of hashes. That is whole, and not yet proved.
    public init(decoding bytes: [UInt8]) throws(BundleDefect) {
        let archive: ZipArchive
        do {
            archive = try ZipArchive(decoding: bytes)
        } catch {
            throw .archive(error)
        }
        var rest = Dictionary(uniqueKeysWithValues: archive.members.map { ($0.name, $0.bytes) })
        func take(_ name: String) throws(BundleDefect) -> [UInt8] {
            guard let bytes = rest.removeValue(forKey: name) else { throw .missing(name) }
            return bytes
        }
        let sums = String(decoding: try take(Name.sums), as: UTF8.self)
        for member in archive.members.dropFirst() {
            guard sums.contains("\(SHA256Digest(of: member.bytes).hex)  \(member.name)\n") else {
                throw .altered(member.name)
            }
        }
        guard try take(Name.readme) == Array(Self.readme.utf8) else { throw .altered(Name.readme) }
        let clipBytes = try take(Name.clip)
        guard let clip = try? JSONDecoder().decode(Clip.self, from: Data(clipBytes)), clip.encoded == clipBytes,
            clip.schema == Clip.schema
        else { throw .unreadable(Name.clip) }
        var entries: [Int: Entry] = [:]
        var fingerprints: [SHA256Digest: [UInt8]] = [:]
        self.init(
            report: try take(Name.report), clip: clip, checkpoint: try take(Name.checkpoint),
            timeStampReply: rest.removeValue(forKey: Name.timeStamp), entries: [:], fingerprints: [:])
        for name in rest.keys {
            let words = name.split(separator: "/")
            if words.count == 2, words[0] == "fingerprints", let sha256 = SHA256Digest(hex: String(words[1])) {
                fingerprints[sha256] = try take(name)
            } else if name.hasSuffix(".cose"), let index = Int(words[words.count - 1].dropLast(5)),
                name == Name.statement(index)
            {
                entries[index] = Entry(statement: try take(name), proof: try take(Name.proof(index)))
            }
        }
        if let unknown = rest.keys.min() { throw .unknown(unknown) }
        self.entries = entries
        self.fingerprints = fingerprints
        // One content, one file: the list of hashes names what is there, in order, and nothing else.
        guard (try? encoded()) == bytes else { throw .altered(Name.sums) }
    }
}
