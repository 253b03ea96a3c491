/// A still picture as pixels: grey or colour, without stride.
public struct Bitmap: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// Values a pixel: 1 grey, 3 red, green, blue (sRGB).
    public let channels: Int
    /// `width * height * channels` values, rows from the top.
    public private(set) var pixels: [UInt8]

    public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && (channels == 1 || channels == 3), "a picture, grey or colour")
        precondition(pixels.count == width * height * channels, "pixels without stride")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// One value of one pixel.
    public subscript(x: Int, y: Int, channel: Int = 0) -> UInt8 {
        get { pixels[(y * width + x) * channels + channel] }
        set { pixels[(y * width + x) * channels + channel] = newValue }
    }
}

extension Bitmap {
    /// Cut out of it.
    public func part(columns: Range<Int>, rows: Range<Int>) -> Bitmap {
        var cut: [UInt8] = []
        cut.reserveCapacity(channels * columns.count * rows.count)
        for row in rows {
            cut += pixels[channels * (row * width + columns.lowerBound)..<channels * (row * width + columns.upperBound)]
        }
        return Bitmap(width: columns.count, height: rows.count, channels: channels, pixels: cut)
    }

    /// Means over squares of `factor` pixels; what is left over at the right and below is cut off.
    public func reduced(by factor: Int) -> Bitmap {
        guard factor > 1 else { return self }
        let (columns, lines, area) = (width / factor, height / factor, UInt32(factor * factor))
        var reduced: [UInt8] = []
        reduced.reserveCapacity(channels * columns * lines)
        var sums = [UInt32](repeating: 0, count: channels * columns)
        for line in 0..<lines {
            for index in sums.indices { sums[index] = 0 }
            for row in line * factor..<(line + 1) * factor { add(row, by: factor, to: &sums) }
            for sum in sums { reduced.append(UInt8(truncatingIfNeeded: (sum + area / 2) / area)) }
        }
        return Bitmap(width: columns, height: lines, channels: channels, pixels: reduced)
    }

    /// Adds a row to the sums of the squares that it runs through.
    private func add(_ row: Int, by factor: Int, to sums: inout [UInt32]) {
        let start = row * width * channels
        let values = pixels.span.extracting(start..<start + sums.count * factor)
        for channel in 0..<channels {
            var at = channel
            for place in stride(from: channel, to: sums.count, by: channels) {
                var sum: UInt32 = 0
                for _ in 0..<factor {
                    sum &+= UInt32(values[at])
                    at &+= channels
                }
                sums[place] &+= sum
            }
        }
    }

    /// How bright it is (Rec. 601), in one channel.
    public var luma: Bitmap {
        guard channels == 3 else { return self }
        let values = pixels.span
        var luma: [UInt8] = []
        luma.reserveCapacity(width * height)
        for at in stride(from: 0, to: values.count, by: 3) {
            let sum = 299 * UInt32(values[at]) + 587 * UInt32(values[at + 1]) + 114 * UInt32(values[at + 2])
            luma.append(UInt8(truncatingIfNeeded: (sum + 500) / 1000))
        }
        return Bitmap(width: width, height: height, channels: 1, pixels: luma)
    }
}
