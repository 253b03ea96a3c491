public import Media

/// Puts the facts about a file together: what it says of itself, and what decoding it showed. No input or output of its own.
public struct FileFacts {
    /// What decoding a file showed of its tracks; times in milliseconds.
    public struct Signal: Sendable {
        public var picture: Range<Int>?
        public var sound: Range<Int>?
        public var frames: Int
        public var repeats: FrameRepeats?
        /// Whether every frame was looked at for repeats.
        public var sawEveryFrame: Bool
        /// How the frames lie in the file.
        public var coded: [CodedFrame]

        public init(
            picture: Range<Int>? = nil, sound: Range<Int>? = nil, frames: Int = 0, repeats: FrameRepeats? = nil,
            sawEveryFrame: Bool = false, coded: [CodedFrame] = []
        ) {
            self.picture = picture
            self.sound = sound
            self.frames = frames
            self.repeats = repeats
            self.sawEveryFrame = sawEveryFrame
            self.coded = coded
        }
    }

    private let history: FileHistory
    private let media: MediaDescription
    private let signal: Signal

    /// The facts, in the order of `FileFact`'s cases; at most `FileFact.most`.
    public static func all(history: FileHistory, media: MediaDescription, signal: Signal) -> [FileFact] {
        let facts = FileFacts(history: history, media: media, signal: signal)
        return Array((facts.said + facts.shown + GeneratorTraces.facts(in: history.tags)).prefix(FileFact.most))
    }

    // What differs by less is rounding, padding of encoders or a container's habit; all chosen beforehand.
    private static let leastHidden = 500
    private static let leastDuration = 500
    private static let leastStart = 150
    private static let leastEnd = 500
    private static let leastRate = 0.02
    /// A share of repeats below this, or fewer than five, is a dropped frame here and there.
    private static let leastRepeats = 0.02

    private func tag(_ keys: String..., of owner: FileHistory.Tag.Owner = .container) -> String? {
        keys.lazy.compactMap { key in
            history.tags.first { $0.key == key && $0.owner == owner && !$0.value.isEmpty }?.value
        }.first.map(Self.short)
    }

    /// As much of a text as is kept.
    private static func short(_ text: String) -> String {
        var kept = ""
        for character in text {
            guard kept.utf8.count + String(character).utf8.count <= FileFact.longestText else { break }
            kept.append(character)
        }
        return kept
    }

    private var said: [FileFact] {
        var facts: [FileFact] = [.container(format: Self.short(media.container), brand: tag("major_brand"))]
        if let writer = tag("encoder", "com.apple.quicktime.software", "software") {
            facts.append(.writer(name: writer, known: KnownWriter(name: writer)))
        }
        facts += encoders + handlers
        let parts = [
            tag("com.apple.quicktime.make", "make", "com.android.manufacturer"),
            tag("com.apple.quicktime.model", "model", "com.android.model"),
        ].compactMap(\.self)
        if !parts.isEmpty { facts.append(.device(Self.short(parts.joined(separator: " ")))) }
        let dateKeys = ["creation_time", "com.apple.quicktime.creationdate", "date"]
        let dates = history.tags.filter { dateKeys.contains($0.key) && !$0.value.isEmpty }.map { Self.short($0.value) }
        let different = dates.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if !different.isEmpty { facts.append(.created(Array(different.prefix(8)))) }
        if history.tags.contains(where: { $0.key.contains("location") && !$0.value.isEmpty }) { facts.append(.place) }
        return facts + edits
    }

    private var encoders: [FileFact] {
        let tagged: [FileFact] = [(FileFact.Track.picture, FileHistory.Tag.Owner.picture), (.sound, .sound)].compactMap
        {
            track, owner in
            tag("encoder", of: owner).map { .encoder(track: track, name: $0, settings: nil, at: nil) }
        }
        return tagged
            + history.encoders.map { note in
                .encoder(
                    track: .picture, name: Self.short(Self.name(inNote: note.text)),
                    settings: Self.settings(inNote: note.text).map(Self.short), at: note.time)
            }
    }

    /// `x264 core 155 r2901 7d0ff22` of `x264 - core 155 r2901 7d0ff22 - H.264/MPEG-4 AVC codec - …`.
    static func name(inNote text: String) -> String {
        let end = text.firstRange(of: " - H.26")?.lowerBound ?? text.endIndex
        return String(text[..<end].split(separator: ":").first ?? "").replacing("x264 - core", with: "x264 core")
    }

    /// The settings that decide on quality.
    static func settings(inNote text: String) -> String? {
        guard let place = text.firstRange(of: "options:") else { return nil }
        let wanted: Set = ["rc", "crf", "bitrate", "qp", "keyint"]
        let kept = text[place.upperBound...].split(separator: " ").filter { option in
            option.contains("=") && wanted.contains(String(option.prefix { $0 != "=" }))
        }
        return kept.isEmpty ? nil : kept.joined(separator: " ")
    }

    private var handlers: [FileFact] {
        [(FileFact.Track.picture, FileHistory.Tag.Owner.picture), (.sound, .sound)].compactMap { track, owner in
            guard let name = tag("handler_name", of: owner), let known = KnownWriter(name: name) else { return nil }
            return .handler(track: track, name: name, known: known)
        }
    }

    private var edits: [FileFact] {
        history.edits.flatMap { list -> [FileFact] in
            let track: FileFact.Track
            switch list.owner {
            case .picture: track = .picture
            case .sound: track = .sound
            case .container, .other: return []
            }
            // What a hostile list claims is cut to what can be added up.
            func bounded(_ time: Int) -> Int { min(max(time, 0), FileFact.latest) }
            let shown = list.entries.compactMap { entry in
                entry.mediaTime.map { (bounded($0), bounded($0) + bounded(entry.duration)) }
            }
            guard let first = shown.map(\.0).min(), let last = shown.map(\.1).max() else { return [] }
            var facts: [FileFact] = []
            let (before, after) = (first, max(bounded(list.mediaDuration) - last, 0))
            // An entry of no length shows all that follows (ISO/IEC 14496-12, 8.6.6: in fragmented files).
            let isOpen = list.entries.contains { $0.duration == 0 }
            if before >= Self.leastHidden || (after >= Self.leastHidden && !isOpen) {
                facts.append(.hidden(track: track, before: before, after: isOpen ? 0 : after))
            }
            if shown.count > 1 { facts.append(.assembled(track: track, stretches: shown.count)) }
            return facts
        }
    }

    private var shown: [FileFact] {
        var facts: [FileFact] = []
        let length = [signal.picture, signal.sound].compactMap { $0?.upperBound }.max() ?? 0
        if let claimed = media.claimedDuration, length > 0,
            abs(claimed - length) > max(Self.leastDuration, length / 50)
        {
            facts.append(.duration(claimed: claimed, decoded: length))
        }
        if let picture = signal.picture, !picture.isEmpty, signal.frames >= 25 {
            let rate = Double(signal.frames) * 1000 / Double(picture.count)
            if let claimed = media.video?.frameRate, abs(claimed - rate) > Self.leastRate * rate {
                facts.append(.frameRate(claimed: claimed, decoded: rate))
            }
        }
        if let repeats = signal.repeats { facts += self.repeats(repeats) }
        if let picture = signal.picture, let sound = signal.sound,
            abs(picture.lowerBound - sound.lowerBound) >= Self.leastStart
                || abs(picture.upperBound - sound.upperBound) >= Self.leastEnd
        {
            facts.append(.tracks(picture: picture, sound: sound))
        }
        if length > 0, history.bytes > 0 {
            let bits = Double(history.bytes) * 8
            let pixels = Double(signal.frames) * Double(media.video.map { $0.width * $0.height } ?? 0)
            facts.append(
                .dataRate(
                    bitsPerSecond: Int(bits * 1000 / Double(length)), bitsPerPixel: pixels > 0 ? bits / pixels : nil))
        }
        if let trace = KeyFrameTrace(in: signal.coded) { facts.append(.earlierEncoding(every: trace.every)) }
        return facts
    }

    private func repeats(_ seen: FrameRepeats) -> [FileFact] {
        var facts: [FileFact] = []
        let still = seen.stills.reduce(0) { $0 + $1.count }
        if signal.sawEveryFrame, let picture = signal.picture, seen.repeats >= 5,
            Double(seen.repeats) >= Self.leastRepeats * Double(seen.frames), picture.count > still
        {
            // Of what does not stand still: as many frames as there are, less those that repeat.
            let rate = Double(seen.frames) * 1000 / Double(picture.count)
            let share =
                Double(seen.repeats)
                / max(Double(seen.frames) * Double(picture.count - still) / Double(picture.count), 1)
            facts.append(
                .repeats(
                    count: seen.repeats, of: seen.frames, every: seen.every,
                    differentPerSecond: rate * max(1 - share, 0)))
        }
        if !seen.stills.isEmpty { facts.append(.still(seen.stills)) }
        return facts
    }
}
