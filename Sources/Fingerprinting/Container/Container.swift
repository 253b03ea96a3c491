/// The outer layer of a fingerprint: fixed header, table of tracks, tracks end to end. See docs/fingerprint-v1.md.
struct Container: Sendable, Hashable {
    static let magic: [UInt8] = Array("VCFP".utf8)
    /// Version written, and the oldest reader that understands what is written.
    static let version: UInt8 = 1
    static let minimumReader: UInt8 = 1
    static let headerSize = 16
    static let entrySize = 12
    /// One more is one too many: 2 GiB hold a week of media.
    static let maximumSize = 1 << 31

    var profile: FingerprintProfile
    /// Milliseconds.
    var duration: UInt32
    /// Width over height as shown, times 65,536; 0 without a picture.
    var displayAspect: UInt32
    /// In ascending order of type.
    var tracks: [Track]

    struct Track: Sendable, Hashable {
        var type: UInt8
        /// A reader that does not know the type must refuse the fingerprint.
        var isCritical: Bool
        /// Where in the fingerprint the track lies.
        var range: Range<Int>
    }

    /// Types of track.
    enum TrackType {
        static let picture: UInt8 = 1
        static let sound: UInt8 = 2
        static let faces: UInt8 = 3
        static let detail: UInt8 = 4
    }

    func track(_ type: UInt8) -> Range<Int>? { tracks.first { $0.type == type }?.range }

    /// Header and table; ranges of the tracks must already be the right ones.
    var encoded: [UInt8] {
        var bytes = Self.magic
        bytes += [Self.version, Self.minimumReader, profile.rawValue, UInt8(tracks.count)]
        bytes.append(littleEndian: duration)
        bytes.append(littleEndian: displayAspect)
        for track in tracks {
            bytes += [track.type, track.isCritical ? 1 : 0, 0, 0]
            bytes.append(littleEndian: UInt32(track.range.lowerBound))
            bytes.append(littleEndian: UInt32(track.range.count))
        }
        return bytes
    }
}

extension Container {
    /// Reads header and table of a whole fingerprint.
    init(decoding bytes: [UInt8]) throws(FingerprintError) {
        guard bytes.count >= Self.headerSize, Array(bytes.prefix(4)) == Self.magic else { throw .notAFingerprint }
        guard bytes[5] <= Self.version else { throw .newerFormat(minimumReader: Int(bytes[5])) }
        guard bytes[5] >= 1, bytes[4] >= bytes[5] else { throw .malformed(reason: "version", offset: 4) }
        guard bytes.count < Self.maximumSize else { throw .malformed(reason: "too long", offset: 0) }
        guard let profile = FingerprintProfile(rawValue: bytes[6]) else {
            throw .malformed(reason: "unknown profile", offset: 6)
        }
        let count = Int(bytes[7])
        var start = Self.headerSize + count * Self.entrySize
        guard bytes.count >= start else { throw .malformed(reason: "truncated table of tracks", offset: bytes.count) }
        var tracks: [Track] = []
        for index in 0..<count {
            let entry = Self.headerSize + index * Self.entrySize
            let type = bytes[entry]
            let flags = bytes[entry + 1]
            guard type > tracks.last?.type ?? 0 else { throw .malformed(reason: "order of tracks", offset: entry) }
            guard flags <= 1, bytes[entry + 2] == 0, bytes[entry + 3] == 0 else {
                throw .malformed(reason: "unknown flags", offset: entry + 1)
            }
            let length = Int(bytes.field(UInt32.self, at: entry + 8))
            guard Int(bytes.field(UInt32.self, at: entry + 4)) == start, length <= bytes.count - start else {
                throw .malformed(reason: "place of a track", offset: entry + 4)
            }
            tracks.append(Track(type: type, isCritical: flags == 1, range: start..<start + length))
            start += length
        }
        guard start == bytes.count else { throw .malformed(reason: "bytes after the last track", offset: start) }
        self.init(
            profile: profile, duration: bytes.field(at: 8), displayAspect: bytes.field(at: 12), tracks: tracks)
    }
}
