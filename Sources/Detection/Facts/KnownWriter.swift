/// Programs and services that are known by what they write into a file. Raw values as in report v1.
public enum KnownWriter: String, Sendable, Hashable, CaseIterable, Codable {
    /// FFmpeg's libraries, which countless programs and platforms write with: `Lavf` and a version (libavformat/version.h).
    case ffmpeg
    /// Handlers called “ISO Media file produced by Google”: YouTube, Google Drive and Photos.
    case google
    /// Handlers called “Twitter-vork muxer”: X, formerly Twitter.
    case twitter
    /// Handlers called “Core Media”: Apple's own frameworks (Core Media, AVFoundation).
    case apple
    /// Handlers called “VideoHandle” and “SoundHandle”: Android's MediaMuxer (MPEG4Writer.cpp).
    case android
    /// Handlers called “Mainconcept … Media Handler”: Adobe's editors, which have MainConcept's library.
    case mainconcept
    /// Handlers called “GPAC ISO …” (MP4Box) and “IsoMedia File Produced with GPAC”.
    case gpac
    /// Handlers called “Bento4 …”.
    case bento4
    /// Handlers called “L-SMASH …”.
    case lsmash = "l-smash"
    /// HandBrake names itself and its version.
    case handbrake

    private var marks: [String] {
        switch self {
        case .ffmpeg: ["Lavf"]
        case .google: ["ISO Media file produced by Google"]
        case .twitter: ["Twitter-vork muxer"]
        case .apple: ["Core Media Video", "Core Media Audio", "Core Media Data Handler"]
        case .android: ["VideoHandle", "SoundHandle"]
        case .mainconcept: ["Mainconcept"]
        case .gpac: ["GPAC ISO", "IsoMedia File Produced with GPAC"]
        case .bento4: ["Bento4"]
        case .lsmash: ["L-SMASH"]
        case .handbrake: ["HandBrake"]
        }
    }

    /// Whose name begins, or as a handler's is, like this. Handlers may begin with a length byte, as QuickTime writes them.
    init?(name: String) {
        let name = name.drop { !$0.isLetter }
        let found = Self.allCases.first { writer in
            writer.marks.contains { mark in
                writer == .android ? name == mark : name.lowercased().hasPrefix(mark.lowercased())
            }
        }
        guard let found else { return nil }
        self = found
    }
}
