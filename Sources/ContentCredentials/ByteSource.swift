public import Signing

/// A file of known length that can be read at any place. What it holds is not trusted.
public protocol ByteSource {
    var byteCount: UInt64 { get }

    /// The bytes of a range that lies within the file.
    func bytes(in range: Range<UInt64>) throws(SigningError) -> [UInt8]

    /// Calls `body` with the bytes of a range that lies within the file, in order, a piece at a time.
    func forEachPiece(in range: Range<UInt64>, _ body: (RawSpan) -> Void) throws(SigningError)
}

extension InputFile: ByteSource {}

/// Reads a file within limits, so that no manifest can ask for more work than a few passes over the file.
struct BoundedReader {
    /// Passes over the whole file that a manifest may cost: one for the file's hash and one for a Merkle tree, twice over.
    private static let passLimit: UInt64 = 4
    /// Small reads; a day of fragments of half a second has some ten boxes each.
    private static let readLimit = 4_000_000
    /// Bytes between two calls of `progress`.
    private static let progressInterval: UInt64 = 64 << 20

    private let source: any ByteSource
    private let progress: ((UInt64) -> Void)?
    private var bytesLeft: UInt64
    private var readsLeft = Self.readLimit
    private var hashed: UInt64 = 0
    private var nextProgress = Self.progressInterval

    init(_ source: any ByteSource, progress: ((UInt64) -> Void)? = nil) {
        self.source = source
        self.progress = progress
        bytesLeft = source.byteCount.multipliedReportingOverflow(by: Self.passLimit).partialValue &+ (64 << 20)
    }

    var byteCount: UInt64 { source.byteCount }

    /// The bytes of a range, which is kept in memory.
    mutating func bytes(_ range: Range<UInt64>) throws(Refusal) -> [UInt8] {
        try check(range)
        do { return try source.bytes(in: range) } catch { throw Refusal(nil, "the file cannot be read") }
    }

    mutating func hash(_ range: Range<UInt64>, into hash: inout RunningHash) throws(Refusal) {
        try check(range)
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(range.upperBound, start + Self.progressInterval)
            do { try source.forEachPiece(in: start..<end) { hash.update($0) } } catch {
                throw Refusal(nil, "the file cannot be read")
            }
            hashed += end - start
            start = end
            if hashed >= nextProgress {
                progress?(hashed)
                nextProgress = hashed + Self.progressInterval
            }
        }
    }

    private mutating func check(_ range: Range<UInt64>) throws(Refusal) {
        guard range.upperBound <= source.byteCount else { throw Refusal(nil, "a part lies beyond the end of the file") }
        let count = range.upperBound - range.lowerBound
        guard count <= bytesLeft, readsLeft > 0 else { throw Refusal(nil, "checking it would take too long") }
        bytesLeft -= count
        readsLeft -= 1
    }
}
