internal import CZlib
public import Media

/// Writes PNG files (ISO/IEC 15948): 8 bits a channel, grey or colour, not interlaced. The same pixels give the same bytes with
/// the same zlib.
public enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    public static func encoded(_ bitmap: Bitmap) -> [UInt8] {
        let colourType: UInt8 = bitmap.channels == 3 ? 2 : 0
        let header = bigEndian(bitmap.width) + bigEndian(bitmap.height) + [8, colourType, 0, 0, 0]
        return signature + chunk("IHDR", header) + chunk("IDAT", deflated(filtered(bitmap))) + chunk("IEND", [])
    }

    /// Each row after the filter whose differences are smallest in sum: none, left, above or Paeth (section 12.8).
    private static func filtered(_ bitmap: Bitmap) -> [UInt8] {
        let stride = bitmap.width * bitmap.channels
        var result: [UInt8] = []
        result.reserveCapacity((stride + 1) * bitmap.height)
        var above = [UInt8](repeating: 0, count: stride)
        for y in 0..<bitmap.height {
            let row = Array(bitmap.pixels[y * stride..<(y + 1) * stride])
            var best: (type: UInt8, bytes: [UInt8], sum: Int)?
            for type: UInt8 in [0, 1, 2, 4] {
                let bytes = differences(row, above: above, distance: bitmap.channels, type: type)
                let sum = bytes.reduce(0) { $0 + Int($1 < 128 ? $1 : 0 &- $1) }
                if best.map({ sum < $0.sum }) ?? true { best = (type, bytes, sum) }
            }
            if let best { result += [best.type] + best.bytes }
            above = row
        }
        return result
    }

    private static func differences(_ row: [UInt8], above: [UInt8], distance: Int, type: UInt8) -> [UInt8] {
        if type == 0 { return row }
        return row.indices.map { index in
            let left = index < distance ? 0 : row[index - distance]
            switch type {
            case 1: return row[index] &- left
            case 2: return row[index] &- above[index]
            default: return row[index] &- paeth(left, above[index], index < distance ? 0 : above[index - distance])
            }
        }
    }

    private static func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
        let estimate = Int(left) + Int(above) - Int(corner)
        let (a, b, c) = (abs(estimate - Int(left)), abs(estimate - Int(above)), abs(estimate - Int(corner)))
        return a <= b && a <= c ? left : b <= c ? above : corner
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + data
        let check = unsafe crc32(0, named, uInt(named.count))
        return bigEndian(data.count) + named + bigEndian(Int(check))
    }

    /// A zlib stream of the bytes.
    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(length))
        let status = unsafe compress2(&result, &length, bytes, uLong(bytes.count), 9)
        precondition(status == Z_OK, "zlib has room and memory")
        result.removeLast(result.count - Int(length))
        return result
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
