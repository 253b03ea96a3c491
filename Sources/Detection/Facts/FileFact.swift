/// Something that a file says of itself, or that decoding it shows: a fact, and no measure of suspicion.
///
/// Anybody can write any name and date into a file, and platforms take most of them out; what decoding shows has harmless causes in nearly
/// every clip. Times are in milliseconds. Texts are a stranger's: whoever shows them takes out what a screen would act on.
public enum FileFact: Sendable, Hashable, Codable {
    public enum Track: String, Sendable, Hashable, Codable {
        case picture, sound
    }

    /// Who says something that the file declares.
    public enum Declaration: String, Sendable, Hashable, Codable {
        /// Tags or XMP, which nobody signs.
        case metadata
        /// A signed manifest that holds.
        case contentCredentials = "content-credentials"
        /// A manifest that does not hold.
        case invalidCredentials = "invalid-content-credentials"
    }

    /// The container, and the brand in its first bytes.
    case container(format: String, brand: String?)
    /// The program that the container names as its writer.
    case writer(name: String, known: KnownWriter?)
    /// What the tags, or an encoder's note in the bitstream, name as the encoder of a track; `at` is when a note stands first.
    case encoder(track: Track, name: String, settings: String?, at: Int?)
    /// The name that a track's handler bears, where it tells who wrote the file.
    case handler(track: Track, name: String, known: KnownWriter)
    /// The device that is named.
    case device(String)
    /// Dates as the file has them, each once.
    case created([String])
    /// The file says where it was recorded; where is not kept.
    case place
    /// What part of a track's media an edit list leaves out before and after what is shown.
    case hidden(track: Track, before: Int, after: Int)
    /// A track that an edit list puts together from several stretches.
    case assembled(track: Track, stretches: Int)
    case frameRate(claimed: Double, decoded: Double)
    case duration(claimed: Int, decoded: Int)
    /// Frames that hardly differ from the one before; `every` is how many frames lie from one to the next, where that is regular.
    case repeats(count: Int, of: Int, every: Int?, differentPerSecond: Double)
    /// Stretches in which the picture stands still.
    case still([Range<Int>])
    /// Sound and picture do not begin or end together.
    case tracks(picture: Range<Int>, sound: Range<Int>)
    /// Bits a second of the whole file, and for each pixel of picture.
    case dataRate(bitsPerSecond: Int, bitsPerPixel: Double?)
    /// Predicted frames at a fixed distance are larger than those about them, as after an earlier encoding.
    case earlierEncoding(every: Int)
    /// How the content came about, by IPTC's vocabulary.
    case declaredSource(DigitalSource, by: Declaration)
    /// A label of China's standard GB 45438-2025, and what stands in its field `Label`.
    case syntheticLabel(String)
    /// The name of a program or service that makes or alters pictures or voices, in a field where programs put their own.
    case generator(name: String, by: Declaration)

    /// The longest text that is kept of a file, in bytes of UTF-8.
    static let longestText = 200
    /// The latest time, in milliseconds: some thirty years.
    static let latest = 1 << 40
    /// Facts that a child may tell of.
    public static let most = 64

    /// Whether a child may say so: texts and lists are short, numbers within their ranges.
    public var isSane: Bool {
        func isShort(_ texts: String?...) -> Bool {
            texts.allSatisfy { ($0?.utf8.count ?? 0) <= Self.longestText }
        }
        let times = 0...Self.latest
        return switch self {
        case .container(let format, let brand): isShort(format, brand)
        case .writer(let name, _), .handler(_, let name, _), .device(let name), .syntheticLabel(let name),
            .generator(let name, _):
            isShort(name)
        case .encoder(_, let name, let settings, let at): isShort(name, settings) && at.map(times.contains) ?? true
        case .created(let dates): dates.count <= 8 && dates.allSatisfy { isShort($0) }
        case .place, .declaredSource: true
        case .hidden(_, let before, let after): times.contains(before) && times.contains(after)
        case .assembled(_, let stretches): (0...1 << 20).contains(stretches)
        case .frameRate(let claimed, let decoded): (0...1e6).contains(claimed) && (0...1e6).contains(decoded)
        case .duration(let claimed, let decoded): times.contains(claimed) && times.contains(decoded)
        case .repeats(let count, let all, let every, let rate):
            (0...all).contains(count) && all <= 1 << 32 && (1...1 << 20).contains(every ?? 1)
                && (0...1e6).contains(rate)
        case .still(let ranges):
            ranges.count <= FrameRepeats.mostStills
                && ranges.allSatisfy { times.contains($0.lowerBound) && times.contains($0.upperBound) }
        case .tracks(let picture, let sound):
            [picture, sound].allSatisfy { times.contains($0.lowerBound) && times.contains($0.upperBound) }
        case .dataRate(let rate, let pixel): times.contains(rate) && (0...1e9).contains(pixel ?? 0)
        case .earlierEncoding(let every): (1...1 << 20).contains(every)
        }
    }
}
