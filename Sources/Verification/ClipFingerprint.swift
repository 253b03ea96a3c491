public import Fingerprinting
import Foundation
import Media
import Signing

/// A clip's fingerprint, and what whoever made it says of the clip: what is handed in where the file itself stays away
/// (`docs/remote.md`).
///
/// Nobody vouches for any of it: that the fingerprint is of the file with this hash cannot be checked without the file.
public struct ClipFingerprint: Sendable, Hashable {
    public static let schema = "vericlip.clip-fingerprint/1"

    public var clip: ClipFacts
    /// Of the query profile.
    public let fingerprint: Fingerprint

    /// - Parameter clip: describes the streams that the fingerprint has tracks of; its duration is the fingerprint's.
    public init(clip: ClipFacts, fingerprint: Fingerprint) {
        self.clip = clip
        self.clip.duration = fingerprint.duration
        self.fingerprint = fingerprint
    }

    /// The scan as far as the fingerprint tells.
    var description: MediaDescription {
        clip.description
            ?? MediaDescription(container: "", claimedDuration: nil, video: nil, audio: nil, streamCount: 0)
    }
}

extension ClipFingerprint {
    /// Of a document: more than an hour of any clip takes.
    public static let byteLimit = 64 << 20
    /// What the fingerprint's pictures may take in memory: an hour of them. Few bytes can stand for many alike.
    private static let pictureLimit = 1 << 28

    /// Every document begins so, which tells it from a media file.
    private static let head = Array("{\"schema\":\"\(schema)\"".utf8)

    /// Whether a file begins as such a document does.
    public static func isDocument(at path: String) -> Bool {
        // A pipe is not opened: that would wait for who writes to it, and take what is meant for the decoder.
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        let type = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
        guard type == .typeRegular, let file = FileHandle(forReadingAtPath: path) else { return false }
        return (try? file.read(upToCount: head.count)).map { Array($0) == head } ?? false
    }

    /// Reads a document that is not trusted.
    public init(decoding bytes: [UInt8]) throws(Defect) {
        guard bytes.count <= Self.byteLimit else { throw .tooLarge(limit: Self.byteLimit) }
        guard bytes.starts(with: Self.head) else { throw .malformed("it does not begin with its schema") }
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(bytes))
        } catch {
            throw .malformed("its members are not those of a clip's fingerprint")
        }
        guard let encoded = [UInt8](strictBase64: document.fingerprint) else {
            throw .malformed("fingerprint is not Base64")
        }
        let fingerprint: Fingerprint
        do {
            fingerprint = try Fingerprint(decoding: encoded)
        } catch {
            throw .fingerprint(error)
        }
        guard fingerprint.profile == .query else { throw .malformed("its fingerprint is not one of a clip") }
        guard fingerprint.pictureBytes <= Self.pictureLimit else { throw .tooLong }
        guard document.clip.isPossible, (document.clip.video == nil) == (fingerprint.picture == nil),
            (document.clip.audio == nil) == (fingerprint.sound == nil)
        else { throw .malformed("clip describes other streams than the fingerprint has, or impossible ones") }
        self.init(clip: document.clip.facts, fingerprint: fingerprint)
    }

    public init(contentsOf path: String) throws(Defect) {
        let bytes: Data?
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            bytes = try file.read(upToCount: Self.byteLimit + 1)
        } catch {
            throw .malformed("it cannot be read: \(error.localizedDescription)")
        }
        try self.init(decoding: Array(bytes ?? Data()))
    }

    /// The document. Of the clip's streams it holds those that the fingerprint has tracks of.
    public var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let facts = Document.Clip(clip, picture: fingerprint.picture != nil, sound: fingerprint.sound != nil)
        guard let clip = try? encoder.encode(facts) else { preconditionFailure("facts that JSON cannot hold") }
        let tail = ",\"fingerprint\":\"\(fingerprint.bytes.base64)\"}\n"
        return Self.head + Array(",\"clip\":".utf8) + Array(clip) + Array(tail.utf8)
    }

    /// Why bytes are not such a document, or none that is taken.
    @nonexhaustive
    public enum Defect: Error, Sendable, Hashable {
        case malformed(String)
        case fingerprint(FingerprintError)
        case tooLarge(limit: Int)
        /// Its pictures would take too much memory.
        case tooLong

        /// As the end of a sentence.
        public var phrase: String {
            switch self {
            case .malformed(let what): what
            case .fingerprint(.newerFormat(let reader)): "its fingerprint needs a reader of version \(reader)"
            case .fingerprint: "its fingerprint is not one that this version reads"
            case .tooLarge(let limit): "it has more than \(limit) bytes"
            case .tooLong: "it is of more than an hour"
            }
        }
    }
}

extension Fingerprint {
    /// Bytes that the decoded pictures take.
    fileprivate var pictureBytes: Int { (picture?.sampleCount ?? 0) * (picture?.grid.area ?? 0) }
}

/// The document's members.
private struct Document: Decodable {
    let clip: Clip
    let fingerprint: String

    struct Clip: Codable {
        var name: String
        var sha256: SHA256Digest?
        var container: String?
        var video: Video?
        var audio: Audio?
    }

    struct Video: Codable {
        var codec: String
        /// Coded size in pixels.
        var width: Int
        var height: Int
        var frameRate: Double?
        /// Width over height of one pixel; 1 where absent.
        var pixelAspect: Double?
        /// Clockwise turn to show the picture upright: 0, 90, 180 or 270 degrees; 0 where absent.
        var rotation: Int?
    }

    struct Audio: Codable {
        var codec: String
        var sampleRate: Int
        var channels: Int
    }
}

extension Document.Clip {
    init(_ facts: ClipFacts, picture: Bool, sound: Bool) {
        name = facts.name
        sha256 = facts.sha256.flatMap { SHA256Digest(hex: $0) }
        container = facts.description?.container
        video = picture ? facts.description?.video.map(Document.Video.init) : nil
        audio = sound ? facts.description?.audio.map(Document.Audio.init) : nil
    }

    var isPossible: Bool {
        name.unicodeScalars.count <= 255 && (container?.utf8.count ?? 0) <= 255 && video?.isPossible ?? true
            && audio?.isPossible ?? true
    }

    /// The name is words for the report, never a path.
    var facts: ClipFacts {
        let video = video?.description
        let audio = audio?.description(stream: video == nil ? 0 : 1)
        let description = MediaDescription(
            container: container ?? "", claimedDuration: nil, video: video, audio: audio,
            streamCount: (video == nil ? 0 : 1) + (audio == nil ? 0 : 1))
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
        return ClipFacts(name: last ?? "clip", sha256: sha256?.hex, description: description)
    }
}

extension Document.Video {
    init(_ video: MediaDescription.Video) {
        self.init(
            codec: video.codec, width: video.width, height: video.height, frameRate: video.frameRate,
            pixelAspect: video.pixelAspect, rotation: video.rotation)
    }

    var isPossible: Bool {
        codec.utf8.count <= 64 && (1...65_536).contains(width) && (1...65_536).contains(height)
            && (0...1_000_000).contains(frameRate ?? 0) && (0.01...100).contains(pixelAspect ?? 1)
            && [0, 90, 180, 270].contains(rotation ?? 0)
    }

    var description: MediaDescription.Video {
        MediaDescription.Video(
            stream: 0, codec: codec, width: width, height: height, pixelAspect: pixelAspect ?? 1,
            rotation: rotation ?? 0, frameRate: frameRate)
    }
}

extension Document.Audio {
    init(_ audio: MediaDescription.Audio) {
        self.init(codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels)
    }

    var isPossible: Bool {
        codec.utf8.count <= 64 && (1...1_000_000).contains(sampleRate) && (1...1024).contains(channels)
    }

    func description(stream: Int) -> MediaDescription.Audio {
        MediaDescription.Audio(stream: stream, codec: codec, sampleRate: sampleRate, channels: channels)
    }
}
