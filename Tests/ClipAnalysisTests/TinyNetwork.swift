import Signing

/// A network of a few hundred bytes, written field by field as ONNX's protobuf schema has it: the mean of its one input.
enum TinyNetwork {
    static let input = "image"
    static let output = "mean"

    /// - Parameter sizes: of the input; the mean is taken over all but the first.
    static func bytes(sizes: [Int]) -> [UInt8] {
        let axes = (1..<sizes.count).flatMap { number(8, $0) }
        let node =
            text(1, input) + text(2, output) + text(4, "ReduceMean")
            + message(5, text(1, "axes") + axes + number(20, 7))
            + message(5, text(1, "keepdims") + number(3, 0) + number(20, 2))
        let graph =
            message(1, node) + text(2, "tiny") + message(11, value(input, sizes))
            + message(12, value(output, [sizes[0]]))
        return number(1, 7) + message(7, graph) + message(8, text(1, "") + number(2, 13))
    }

    static func sha256(_ bytes: [UInt8]) -> String { SHA256Digest(of: bytes).hex }

    private static func value(_ name: String, _ sizes: [Int]) -> [UInt8] {
        let shape = sizes.flatMap { message(1, number(1, $0)) }
        return text(1, name) + message(2, message(1, number(1, 1) + message(2, shape)))
    }

    private static func number(_ field: Int, _ value: Int) -> [UInt8] { varint(field << 3) + varint(value) }
    private static func text(_ field: Int, _ value: String) -> [UInt8] { message(field, Array(value.utf8)) }
    private static func message(_ field: Int, _ bytes: [UInt8]) -> [UInt8] {
        varint(field << 3 | 2) + varint(bytes.count) + bytes
    }

    private static func varint(_ value: Int) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value & 127 | 128)] + varint(value >> 7)
    }
}
