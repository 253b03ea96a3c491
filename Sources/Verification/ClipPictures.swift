import ClipAnalysis
import Comparison
import Fingerprinting

/// The pictures of the clip for those who compare them: those that the scan kept, else decoded again stretch by stretch.
struct ClipPictures {
    /// Longest stretch, in milliseconds, that is decoded and held at once: about 50 MB.
    private static let longest = 30_000

    /// Nil where the file is not at hand.
    let path: String?
    let scan: ClipScan
    let analyzer: ClipAnalyzer

    /// What a comparer finds in all the stretches that it asks for. Nil where the clip has no picture to compare, or where the
    /// file could not be read again: it was not compared then, and the verdict says so.
    func compared(by comparer: consuming PictureComparer) async throws -> PictureFindings? {
        guard scan.fingerprint.picture != nil else { return nil }
        if let pictures = scan.pictures {
            try comparer.add(pictures)
        } else {
            guard let path else { return nil }
            for stretch in comparer.stretches {
                for start in stride(from: stretch.lowerBound, to: stretch.upperBound, by: Self.longest) {
                    let part = start..<min(start + Self.longest, stretch.upperBound)
                    guard let pictures = try? await analyzer.pictures(path: path, range: part) else { return nil }
                    try comparer.add(pictures)
                }
            }
        }
        return comparer.finish()
    }
}
