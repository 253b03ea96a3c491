import Foundation
import ImageEncoding
import Media
import Testing

/// What the encoder writes, read by a decoder that shares nothing with it: Python's zlib and a few lines of unfiltering.
@Suite struct PNGTests {
    static let pictures: [Bitmap] = [
        Bitmap(width: 1, height: 1, channels: 1, pixels: [7]),
        Bitmap(width: 5, height: 3, channels: 3, pixels: (0..<45).map { UInt8($0 * 37 % 251) }),
        Bitmap(width: 64, height: 36, channels: 1, pixels: (0..<64 * 36).map { UInt8($0 % 64 * 4) }),
        Bitmap(width: 40, height: 70, channels: 3, pixels: (0..<8400).map { UInt8(truncatingIfNeeded: $0 * $0 >> 5) }),
    ]

    private static let decoder = """
        import struct, sys, zlib
        data = sys.stdin.buffer.read()
        assert data[:8] == bytes([137, 80, 78, 71, 13, 10, 26, 10])
        at, image = 8, b''
        while at < len(data):
            length, name = struct.unpack('>I4s', data[at:at + 8])
            body = data[at + 8:at + 8 + length]
            assert struct.unpack('>I', data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(name + body)
            if name == b'IHDR': width, height, depth, colour, *rest = struct.unpack('>IIBBBBB', body)
            if name == b'IDAT': image += body
            at += 12 + length
        assert name == b'IEND' and depth == 8 and rest == [0, 0, 0]
        step = 3 if colour == 2 else 1
        raw, above = zlib.decompress(image), bytes(width * step)
        for y in range(height):
            line = bytearray(raw[y * (width * step + 1):(y + 1) * (width * step + 1)])
            kind, line = line[0], line[1:]
            for i in range(len(line)):
                a = line[i - step] if i >= step else 0
                c = above[i - step] if i >= step else 0
                b, p = above[i], a + above[i] - c
                nearest = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
                line[i] = (line[i] + [0, a, b, (a + b) // 2, nearest][kind]) % 256
            sys.stdout.buffer.write(line)
            above = line
        """

    @Test(arguments: pictures.indices) func anotherDecoderReadsThePixels(index: Int) throws {
        let bitmap = Self.pictures[index]
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.decoder]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(PNG.encoded(bitmap)))
        try input.fileHandleForWriting.close()
        let pixels = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(Array(pixels) == bitmap.pixels)
    }

    @Test func theSamePixelsGiveTheSameBytes() {
        #expect(PNG.encoded(Self.pictures[3]) == PNG.encoded(Self.pictures[3]))
    }
}
