internal import CBrotli

/// Brotli (RFC 7932), of bytes that are not trusted: what comes out is bounded, and so is the window (16 MiB at most; the large
/// windows beyond the RFC are refused).
public enum Brotli {
    /// The one stream that fills the bytes, decompressed.
    /// - Parameter limit: most bytes that may come out.
    public static func decompressed(
        _ bytes: ArraySlice<UInt8>, limit: Int
    ) throws(DecompressionError) -> [UInt8] {
        guard let state = unsafe BrotliDecoderCreateInstance(nil, nil, nil) else { throw .malformed }
        defer { unsafe BrotliDecoderDestroyInstance(state) }
        let input = Array(bytes)
        var output: [UInt8] = []
        let result = unsafe input.withUnsafeBufferPointer { buffer in
            var left = buffer.count
            var next = buffer.baseAddress
            return unsafe decompress(state, &left, &next, into: &output, limit: limit)
        }
        try result.get()
        return output
    }

    /// Bytes that come out at a time.
    private static let pieceSize = 1 << 16

    private static func decompress(
        _ state: OpaquePointer, _ left: inout Int, _ next: inout UnsafePointer<UInt8>?, into output: inout [UInt8],
        limit: Int
    ) -> Result<Void, DecompressionError> {
        while true {
            let start = output.count
            output.append(contentsOf: repeatElement(0, count: pieceSize))
            var room = pieceSize
            let code = unsafe output.withUnsafeMutableBufferPointer { buffer in
                var place = unsafe buffer.baseAddress.map { unsafe $0 + start }
                return unsafe BrotliDecoderDecompressStream(state, &left, &next, &room, &place, nil)
            }
            output.removeLast(room)
            guard output.count <= limit else { return .failure(.tooLarge(limit: limit)) }
            switch code {
            case BROTLI_DECODER_RESULT_SUCCESS: return left == 0 ? .success(()) : .failure(.malformed)
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
            // Cut off, or broken.
            default: return .failure(.malformed)
            }
        }
    }
}

/// Why nothing was decompressed.
@nonexhaustive
public enum DecompressionError: Error, Sendable, Hashable {
    /// Broken, cut off, or followed by something else.
    case malformed
    case tooLarge(limit: Int)
}
