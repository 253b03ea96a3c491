internal import Fingerprinting

/// The small grey pictures that a fingerprint holds of a stretch of a recording, as a player takes them (docs/api-v1.md): whole numbers of
/// 32 bits, the low byte first: width, height, count, width over height as shown times 65,536, and for each picture its time in
/// milliseconds; then one byte a cell, rows from the top, picture after picture.
struct RecordPictures {
    static let mediaType = "application/vnd.vericlip.pictures"
    /// Milliseconds that are given at once: 2.4 MB.
    static let longest = 120_000

    let bytes: [UInt8]

    /// Nothing where the fingerprint holds no picture.
    /// - Parameter stretch: milliseconds of the recording; what lies outside of it has no pictures.
    init?(of fingerprint: Fingerprint, in stretch: Range<Int>) throws(FingerprintError) {
        guard let track = fingerprint.picture else { return nil }
        let first = min(stretch.lowerBound / track.interval, track.sampleCount)
        let end = stretch.isEmpty ? first : min((stretch.upperBound - 1) / track.interval + 1, track.sampleCount)
        let samples = try track.samples(first..<max(first, end))
        let aspect = Int((fingerprint.displayAspect * 65_536).rounded())
        let numbers = [samples.grid.width, samples.grid.height, samples.count, aspect] + samples.times
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * 4 + samples.luma.count)
        for number in numbers {
            let number = UInt32(clamping: number)
            for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
        }
        self.bytes = bytes + samples.luma
    }
}
