/// The sound track: sub-fingerprints as they are, then levels as differences from what time and pitch lead to expect.
///
/// A level takes at most 13 bits, so a second of levels takes at most 203 bytes.
enum SoundCoding {
    static let headerSize = 4
    static let maximumHops = Fingerprint.maximumDuration / SoundSamples.hop + 1
    /// Largest difference with a code of its own.
    private static let reach = 20
    private static let escape = reach * 2 + 1

    static func encode(_ sound: SoundSamples) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headerSize + sound.subfingerprints.count * 4 + sound.levels.count)
        bytes.append(littleEndian: UInt32(sound.subfingerprints.count))
        for subfingerprint in sound.subfingerprints { bytes.append(littleEndian: subfingerprint) }
        let code = levelCode
        var writer = BitWriter()
        for index in sound.levels.indices {
            let difference = Int(sound.levels[index]) - expected(at: index, in: sound.levels)
            if abs(difference) <= reach {
                code.write(difference + reach, to: &writer)
            } else {
                code.write(escape, to: &writer)
                writer.write(UInt32(sound.levels[index]), count: 8)
            }
        }
        return bytes + writer.finish()
    }

    static func decode(_ bytes: [UInt8], range: Range<Int>, hops: Int) throws(FingerprintError) -> SoundSamples {
        var subfingerprints: [UInt32] = []
        subfingerprints.reserveCapacity(hops)
        let start = range.lowerBound + headerSize
        for hop in 0..<hops { subfingerprints.append(bytes.field(at: start + hop * 4)) }
        var reader = BitReader(bytes, range: start + hops * 4..<range.upperBound)
        let code = levelCode
        let count = levelCount(hops: hops)
        var levels: [UInt8] = []
        levels.reserveCapacity(count)
        for index in 0..<count {
            reader.refill()
            let symbol = code.read(from: &reader)
            let expected = expected(at: index, in: levels)
            let level = symbol == escape ? reader.read(8) : expected + symbol - reach
            guard 0...255 ~= level, symbol != escape || abs(level - expected) > reach else {
                throw .malformed(reason: "level", offset: start + hops * 4)
            }
            levels.append(UInt8(level))
        }
        guard reader.isAtCanonicalEnd else { throw .malformed(reason: "end of the levels", offset: range.upperBound) }
        return SoundSamples(start: 0, subfingerprints: subfingerprints, levels: levels)
    }

    static func levelCount(hops: Int) -> Int {
        (hops + SoundSamples.hopsPerLevel - 1) / SoundSamples.hopsPerLevel * SoundSamples.bands
    }

    /// The level one set ago, changed by three quarters of what the next lower band changed.
    @inline(__always)
    private static func expected(at index: Int, in levels: [UInt8]) -> Int {
        guard index >= SoundSamples.bands else { return index % SoundSamples.bands == 0 ? 0 : Int(levels[index - 1]) }
        let last = Int(levels[index - SoundSamples.bands])
        guard index % SoundSamples.bands != 0 else { return last }
        let change = Int(levels[index - 1]) - Int(levels[index - 1 - SoundSamples.bands])
        return min(max(last + (change * 3) / 4, 0), 255)
    }

    private static let levelCode = PrefixCode(lengths: [
        9, 8, 8, 8, 8, 7, 7, 7, 7, 6, 6, 6, 6, 5, 5, 5, 5, 4, 4, 4, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8,
        8, 8, 8, 9, 5,
    ])
}
