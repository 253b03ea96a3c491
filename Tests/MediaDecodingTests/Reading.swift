import Foundation
import Media
import MediaDecoding

/// Everything that a reader gave.
struct Reading {
    var description: MediaDescription
    var outcome: DecodeOutcome
    var history: FileHistory
    var frames: [VideoFrame] = []
    var stills: [StillFrame] = []
    var sound: [AudioSamples] = []
    var coded: [CodedFrame]

    init(
        _ path: String, limits: DecodeLimits = DecodeLimits(), threads: Int = 1, sampling: VideoSampling = .all,
        soundEnd: Int? = nil
    ) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        var reader = try MediaReader(
            fileDescriptor: file.fileDescriptor, limits: limits, threads: threads, sampling: sampling,
            soundEnd: soundEnd)
        while let event = try reader.next() {
            switch event {
            case .video(let frame): frames.append(frame)
            case .still(let picture): stills.append(StillFrame(picture))
            case .audio(let samples): sound.append(samples)
            }
        }
        coded = reader.codedFrames
        description = reader.description
        outcome = reader.outcome
        history = reader.history
    }

    /// Samples of sound in all.
    var soundLength: Int { sound.reduce(0) { $0 + $1.mono.count } }
}
