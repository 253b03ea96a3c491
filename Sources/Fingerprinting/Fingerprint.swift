/// A fingerprint in its canonical encoding (docs/fingerprint-v1.md): what is hashed and signed.
public struct Fingerprint: Sendable {
    /// Names the algorithm and the format in a signed statement.
    public static let algorithm = "vericlip-fingerprint-v1"
    /// Media after this time, 100 hours, is not fingerprinted. Milliseconds.
    public static let maximumDuration = 360_000_000

    public let bytes: [UInt8]
    /// Nothing where the media has no picture.
    public let picture: PictureTrack?
    /// Nothing where the media has no sound.
    public let sound: SoundTrack?
    /// Larger pictures, fewer of them, for signs and banners. Nothing where there is no picture, and in queries.
    public let detail: PictureTrack?
    private let faceDecoder: FaceDecoder?
    private let container: Container

    /// Reads bytes that are not trusted. Header, tables and sizes are checked here; the samples when they are asked for.
    public init(decoding bytes: [UInt8]) throws(FingerprintError) {
        let container = try Container(decoding: bytes)
        for track in container.tracks {
            let isKnown = Container.TrackType.picture...Container.TrackType.detail ~= track.type
            guard isKnown || !track.isCritical else { throw .unknownCriticalTrack(type: Int(track.type)) }
            let mustBeCritical = track.type <= Container.TrackType.sound
            guard !isKnown || track.isCritical == mustBeCritical else {
                throw .malformed(reason: "flag of a track", offset: Container.headerSize)
            }
        }
        guard container.duration <= Self.maximumDuration else { throw .malformed(reason: "duration", offset: 8) }
        picture = try container.track(Container.TrackType.picture).map { range throws(FingerprintError) in
            try PictureTrack(bytes: bytes, range: range, interval: PictureSamples.interval)
        }
        sound = try container.track(Container.TrackType.sound).map { range throws(FingerprintError) in
            try SoundTrack(bytes: bytes, range: range)
        }
        let sampleCount = picture?.sampleCount ?? 0
        faceDecoder = try container.track(Container.TrackType.faces).map { range throws(FingerprintError) in
            try FaceDecoder(bytes: bytes, range: range, sampleCount: sampleCount)
        }
        detail = try container.track(Container.TrackType.detail).map { range throws(FingerprintError) in
            try PictureTrack(bytes: bytes, range: range, interval: PictureFormat.detailInterval)
        }
        guard (picture == nil) == (container.displayAspect == 0) else {
            throw .malformed(reason: "display aspect", offset: 12)
        }
        guard picture != nil || (faceDecoder == nil && detail == nil) else {
            throw .malformed(reason: "faces or detail without a picture", offset: 7)
        }
        self.bytes = bytes
        self.container = container
    }

    /// Puts encoded tracks together.
    init(profile: FingerprintProfile, duration: Int, displayAspect: Double, tracks: EncodedTracks) {
        var container = Container(
            profile: profile, duration: UInt32(clamping: min(duration, Self.maximumDuration)),
            displayAspect: tracks.picture == nil ? 0 : UInt32(clamping: max(1, Int(displayAspect * 65_536 + 0.5))),
            tracks: [])
        let all = tracks.all
        var start = Container.headerSize + all.count * Container.entrySize
        for track in all {
            container.tracks.append(
                .init(type: track.type, isCritical: track.isCritical, range: start..<start + track.bytes.count))
            start += track.bytes.count
        }
        var bytes = container.encoded
        bytes.reserveCapacity(start)
        for track in all { bytes += track.bytes }
        do {
            try self.init(decoding: bytes)
        } catch {
            preconditionFailure("an encoder that its own decoder refuses: \(error)")
        }
    }

    /// The picture and sound alone, what a recording is found by: for handing on where faces are not needed.
    public var withoutFaces: Fingerprint {
        func track(_ type: UInt8) -> [UInt8]? { container.track(type).map { Array(bytes[$0]) } }
        guard faceDecoder != nil else { return self }
        return Fingerprint(
            profile: profile, duration: duration, displayAspect: displayAspect,
            tracks: EncodedTracks(
                picture: track(Container.TrackType.picture), sound: track(Container.TrackType.sound),
                detail: track(Container.TrackType.detail)))
    }

    /// Milliseconds of media.
    public var duration: Int { Int(container.duration) }
    /// Width over height of the picture as shown; 0 without a picture.
    public var displayAspect: Double { Double(container.displayAspect) / 65_536 }
    public var profile: FingerprintProfile { container.profile }

    /// How faces were looked for; nothing where they were not.
    public var faceScan: FaceScan? { faceDecoder?.scan }

    /// The faces, decoded now: about 400 bytes of memory a face and sample. Nothing where they were not looked for.
    public func faces() throws(FingerprintError) -> FaceTrack? { try faceDecoder?.track() }

    /// Bytes that each track takes.
    public var trackSizes: TrackSizes {
        func size(_ type: UInt8) -> Int { container.track(type)?.count ?? 0 }
        return TrackSizes(
            picture: size(Container.TrackType.picture), sound: size(Container.TrackType.sound),
            faces: size(Container.TrackType.faces), detail: size(Container.TrackType.detail))
    }

    /// Bytes that each track takes, 0 where there is none.
    public struct TrackSizes: Sendable, Hashable {
        public let picture: Int
        public let sound: Int
        public let faces: Int
        public let detail: Int
    }
}

extension Fingerprint: Hashable {
    public static func == (a: Fingerprint, b: Fingerprint) -> Bool { a.bytes == b.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
