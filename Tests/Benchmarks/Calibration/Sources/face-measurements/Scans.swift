import ClipAnalysis
import Fingerprinting
import Foundation
import Media

/// Scans of recordings and clips, kept in a folder: choosing thresholds looks at the same ones many times.
struct Scans {
    let folder: URL

    struct Clip {
        let fingerprint: Fingerprint
        let rows: Int
        let pictures: PictureSequence
    }

    func recording(_ path: String) async throws -> Fingerprint {
        let kept = url("recording", path)
        if let bytes = try? Data(contentsOf: kept) { return try Fingerprint(decoding: [UInt8](bytes)) }
        let fingerprint = try await ClipAnalyzer().scan(path: path, profile: .registered).fingerprint
        try Data(fingerprint.bytes).write(to: kept)
        return fingerprint
    }

    /// Nothing where the clip has no picture.
    func clip(_ path: String) async throws -> Clip? {
        let (kept, luma, facts) = (url("clip", path), url("luma", path), url("facts", path))
        if let bytes = try? Data(contentsOf: kept), let values = try? Data(contentsOf: luma),
            let text = try? String(contentsOf: facts, encoding: .utf8)
        {
            let numbers = text.split(separator: " ").compactMap { Int($0) }
            return Clip(
                fingerprint: try Fingerprint(decoding: [UInt8](bytes)), rows: numbers[0],
                pictures: PictureSequence(
                    grid: GridSize(width: numbers[1], height: numbers[2]), times: Array(numbers[3...]),
                    luma: [UInt8](values)))
        }
        let scan = try await ClipAnalyzer().scan(path: path, profile: .query, findsFaces: false)
        guard let pictures = scan.pictures, let rows = scan.description.video?.rows else { return nil }
        try Data(scan.fingerprint.bytes).write(to: kept)
        try Data(pictures.luma).write(to: luma)
        let numbers = [rows, pictures.grid.width, pictures.grid.height] + pictures.times
        try Data(numbers.map(String.init).joined(separator: " ").utf8).write(to: facts)
        return Clip(fingerprint: scan.fingerprint, rows: rows, pictures: pictures)
    }

    private func url(_ kind: String, _ path: String) -> URL {
        folder.appending(path: "\(kind)-\(path.replacing("/", with: "_"))")
    }
}
