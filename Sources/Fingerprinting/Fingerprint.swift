/// A fingerprint in its canonical encoding (docs/fingerprint-v1.md): what is hashed and signed.
public struct Fingerprint: Sendable {
    /// Names the algorithm and the format in a signed statement. Draft until faces and detail complete version 1.
    public static let algorithm = "vericlip-fingerprint-v1-draft"
    /// Media after this time, 100 hours, is not fingerprinted. Milliseconds.
    public static let maximumDuration = 360_000_000

    public let bytes: [UInt8]
    /// Nothing where the media has no picture.
    public let picture: PictureTrack?
    /// Nothing where the media has no sound.
    public let sound: SoundTrack?
    private let container: Container

    /// Reads bytes that are not trusted. Header, tables and sizes are checked here; the samples when they are asked for.
    public init(decoding bytes: [UInt8]) throws(FingerprintError) {
        let container = try Container(decoding: bytes)
        for track in container.tracks where track.isCritical {
            guard track.type == Container.TrackType.picture || track.type == Container.TrackType.sound else {
                throw .unknownCriticalTrack(type: Int(track.type))
            }
        }
        guard container.duration <= Self.maximumDuration else { throw .malformed(reason: "duration", offset: 8) }
        if let range = container.track(Container.TrackType.picture) {
            picture = try PictureTrack(bytes: bytes, range: range, profile: container.profile)
        } else {
            picture = nil
        }
        if let range = container.track(Container.TrackType.sound) {
            sound = try SoundTrack(bytes: bytes, range: range)
        } else {
            sound = nil
        }
        guard (picture == nil) == (container.displayAspect == 0) else {
            throw .malformed(reason: "display aspect", offset: 12)
        }
        self.bytes = bytes
        self.container = container
    }

    /// Puts encoded tracks together.
    init(profile: FingerprintProfile, duration: Int, displayAspect: Double, picture: [UInt8]?, sound: [UInt8]?) {
        var container = Container(
            profile: profile, duration: UInt32(clamping: min(duration, Self.maximumDuration)),
            displayAspect: picture == nil ? 0 : UInt32(clamping: max(1, Int(displayAspect * 65_536 + 0.5))), tracks: [])
        var start = Container.headerSize
        start += (picture == nil ? 0 : Container.entrySize) + (sound == nil ? 0 : Container.entrySize)
        for (type, track) in [(Container.TrackType.picture, picture), (Container.TrackType.sound, sound)] {
            guard let track else { continue }
            container.tracks.append(.init(type: type, isCritical: true, range: start..<start + track.count))
            start += track.count
        }
        var bytes = container.encoded
        bytes.reserveCapacity(start)
        bytes += picture ?? []
        bytes += sound ?? []
        do {
            try self.init(decoding: bytes)
        } catch {
            preconditionFailure("an encoder that its own decoder refuses: \(error)")
        }
    }

    /// Milliseconds of media.
    public var duration: Int { Int(container.duration) }
    /// Width over height of the picture as shown; 0 without a picture.
    public var displayAspect: Double { Double(container.displayAspect) / 65_536 }
    public var profile: FingerprintProfile { container.profile }
}

extension Fingerprint: Hashable {
    public static func == (a: Fingerprint, b: Fingerprint) -> Bool { a.bytes == b.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
