/// Energies of the frequencies in one window of 1,024 samples, by a fast Fourier transform in whole numbers.
package struct Spectrum {
    package static let windowLength = 1024
    private static let half = windowLength / 2
    private static let halfUnit = 1 << 29

    /// Hann window, 15 bits.
    private let window: [Int32]
    /// Cosine and minus sine of `k / 1024` turns, 30 bits, for half a turn.
    private let cosines: [Int]
    private let sines: [Int]
    private let reversed: [Int]
    private var real: [Int]
    private var imaginary: [Int]
    /// Energy of frequency `k * 8000 / 1024` Hz, `k` from 0 to 511: a sine of amplitude `a` at it gives `a² * 2^24`.
    package private(set) var energies: [UInt64]

    package init() {
        let length = Self.windowLength
        window = (0..<length).map { index in
            let cosine = SineTable.cosine(turns: (Double(index) + 0.5) / Double(length))
            return Int32(SineTable.rounded((0.5 - 0.5 * cosine) * 32_768))
        }
        let unit = 1_073_741_824.0
        cosines = (0..<Self.half).map { SineTable.rounded(SineTable.cosine(turns: Double($0) / Double(length)) * unit) }
        sines = (0..<Self.half).map { SineTable.rounded(-SineTable.sine(turns: Double($0) / Double(length)) * unit) }
        reversed = (0..<Self.half).map { index in
            (0..<9).reduce(0) { $0 | (index >> $1 & 1) << (8 - $1) }
        }
        real = [Int](repeating: 0, count: Self.half)
        imaginary = real
        energies = [UInt64](repeating: 0, count: Self.half)
    }

    /// Analyses `samples[start..<start + 1024]`.
    package mutating func analyse(_ samples: [Int16], at start: Int) {
        // Even samples make the real, odd ones the imaginary part of 512 values, with four bits behind the point.
        for index in 0..<Self.half {
            let target = reversed[index]
            real[target] = Int((Int32(samples[start + index * 2]) * window[index * 2] + 1024) >> 11)
            imaginary[target] = Int((Int32(samples[start + index * 2 + 1]) * window[index * 2 + 1] + 1024) >> 11)
        }
        transform()
        separate()
    }

    /// Radix 2, in place, from bit-reversed order (Cooley and Tukey 1965). Products are rounded to whole units.
    private mutating func transform() {
        // Every index below is less than `half` by construction; the four arrays have that many elements.
        unsafe cosines.withUnsafeBufferPointer { cosines in
            unsafe sines.withUnsafeBufferPointer { sines in
                unsafe real.withUnsafeMutableBufferPointer { real in
                    unsafe imaginary.withUnsafeMutableBufferPointer { imaginary in
                        unsafe Self.transform(real, imaginary, cosines, sines)
                    }
                }
            }
        }
    }

    private static func transform(
        _ real: UnsafeMutableBufferPointer<Int>, _ imaginary: UnsafeMutableBufferPointer<Int>,
        _ cosines: UnsafeBufferPointer<Int>, _ sines: UnsafeBufferPointer<Int>
    ) {
        var span = 1
        while span < half {
            let stride = half / span
            // By turning factor: it is read once, and the compiler is not led to emulate vectors of 64-bit products.
            for offset in 0..<span {
                let (c, s) = unsafe (cosines[offset &* stride], sines[offset &* stride])
                var a = offset
                while a < half {
                    let b = a &+ span
                    let (bReal, bImaginary) = unsafe (real[b], imaginary[b])
                    let (aReal, aImaginary) = unsafe (real[a], imaginary[a])
                    let turnedReal = (bReal &* c &- bImaginary &* s &+ halfUnit) &>> 30
                    let turnedImaginary = (bReal &* s &+ bImaginary &* c &+ halfUnit) &>> 30
                    unsafe real[b] = aReal &- turnedReal
                    unsafe imaginary[b] = aImaginary &- turnedImaginary
                    unsafe real[a] = aReal &+ turnedReal
                    unsafe imaginary[a] = aImaginary &+ turnedImaginary
                    a &+= span &* 2
                }
            }
            span *= 2
        }
    }

    /// The spectrum of 1,024 real samples from that of 512 complex ones, and its energies.
    private mutating func separate() {
        for k in 0..<Self.half {
            let mirror = (Self.half - k) % Self.half
            // Twice the transforms of the even and of the odd samples.
            let (evenReal, evenImaginary) = (real[k] &+ real[mirror], imaginary[k] &- imaginary[mirror])
            let (oddReal, oddImaginary) = (imaginary[k] &+ imaginary[mirror], real[mirror] &- real[k])
            let (c, s) = (cosines[k], sines[k])
            let x = evenReal &+ (oddReal &* c &- oddImaginary &* s &+ Self.halfUnit) &>> 30
            let y = evenImaginary &+ (oddReal &* s &+ oddImaginary &* c &+ Self.halfUnit) &>> 30
            energies[k] = UInt64(bitPattern: Int64((x &* x &+ y &* y) >> 2))
        }
    }
}
