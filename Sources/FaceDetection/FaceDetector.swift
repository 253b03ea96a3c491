public import Fingerprinting
internal import Glibc
public import Media

/// libfacedetection, opened at run time: a small network whose weights are compiled into the library.
///
/// The library runs on the caller's thread. It stays loaded for as long as the process lives.
@safe
public struct FaceDetector: FaceFinder {
    /// Fills a buffer with what it found: a count (4 bytes), then for each face 16 words of 2 bytes: certainty in per cent;
    /// left, top, width and height of the box in pixels; five points of the face, x and y each; one word unused.
    private typealias Detect =
        @convention(c) (
            _ result: UnsafeMutablePointer<UInt8>?, _ bgr: UnsafeMutablePointer<UInt8>?, _ width: Int32,
            _ height: Int32,
            _ rowBytes: Int32
        ) -> UnsafeMutablePointer<Int32>?

    /// `int *facedetect_cnn(unsigned char *, unsigned char *, int, int, int)` as C++ names it.
    private static let symbol = "_Z14facedetect_cnnPhS_iii"
    /// What the library asks for; it writes 1024 faces at most, which take 32,772 bytes.
    private static let resultBytes = 0x9000
    private static let largestCount = 1024
    private static let wordsPerFace = 16

    private let detect: Detect
    private var result = [UInt8](repeating: 0, count: Self.resultBytes)
    private var bgr: [UInt8] = []

    public let name = FaceDetectorPackage.detector
    /// 59 of 100 looks at faces of this height found them with a certainty of 0.7 or more, 73 with 0.5 (264 looks at 44 people or
    /// scenes, scaled down until the face had it); 34 and 46 at 20 rows, 15 and 27 at 16, 91 and 93 at 36.
    public let smallestRows = 24

    /// Loads the library at this path and looks at an empty picture, so that nothing is left to load afterwards.
    public init(library path: String) throws(FaceDetectorError) {
        guard FaceDetectorPackage.isProcessorSupported else {
            throw .unusable(reason: "the processor lacks AVX2 or FMA")
        }
        try FaceDetectorPackage.check(library: path)
        // Before its OpenMP starts, which would make a thread for each core and let them spin between two pieces of work.
        unsafe setenv("OMP_NUM_THREADS", "1", 1)
        // Who may write beside the running program, or in the user's own folders, between the check and this may do worse.
        // It is bound to that OpenMP before any other that the process has loaded already, and which has its number of threads.
        guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND) else {
            throw .unusable(reason: "it cannot be loaded")
        }
        guard let function = unsafe dlsym(library, Self.symbol) else {
            throw .unusable(reason: "it lacks its function")
        }
        unsafe detect = unsafe unsafeBitCast(function, to: Detect.self)
        let grid = GridSize(width: 320, height: 180)
        _ = faces(in: [UInt8](repeating: 0, count: grid.area)[...], grid: grid)
    }

    public mutating func faces(in luma: ArraySlice<UInt8>, grid: GridSize) -> [FoundFace] {
        precondition(luma.count == grid.area, "one value a cell")
        guard grid.area > 0 else { return [] }
        bgr.removeAll(keepingCapacity: true)
        bgr.reserveCapacity(luma.count * 3)
        for value in luma {
            bgr.append(value)
            bgr.append(value)
            bgr.append(value)
        }
        return placed(grid).map { FoundFace(box: $0.box, certainty: $0.certainty) }
            .sorted { $0.certainty > $1.certainty }
    }

    /// Faces of a picture in colour, with their points, the largest first.
    public mutating func faces(in picture: Bitmap) -> [PlacedFace] {
        precondition(picture.channels == 3, "red, green and blue")
        bgr.removeAll(keepingCapacity: true)
        bgr.reserveCapacity(picture.pixels.count)
        for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
            bgr.append(picture.pixels[pixel + 2])
            bgr.append(picture.pixels[pixel + 1])
            bgr.append(picture.pixels[pixel])
        }
        return placed(GridSize(width: picture.width, height: picture.height))
            .sorted { $0.box.height > $1.box.height }
    }

    /// What the library finds in `bgr`.
    private mutating func placed(_ grid: GridSize) -> [PlacedFace] {
        let answer = unsafe detect(&result, &bgr, Int32(grid.width), Int32(grid.height), Int32(grid.width * 3))
        guard unsafe answer != nil else { return [] }
        let count = (0..<4).reduce(0) { $0 | Int(result[$1]) << ($1 * 8) }
        return (0..<min(count, Self.largestCount)).compactMap { face($0, in: grid) }
    }

    private func face(_ index: Int, in grid: GridSize) -> PlacedFace? {
        let words = (0..<15).map { word in
            let at = 4 + (index * Self.wordsPerFace + word) * 2
            return Double(Int16(truncatingIfNeeded: Int(result[at]) | Int(result[at + 1]) << 8))
        }
        guard words[3] > 0, words[4] > 0 else { return nil }
        let (width, height) = (Double(grid.width), Double(grid.height))
        return PlacedFace(
            box: FrameBox(
                x: words[1] / width, y: words[2] / height, width: words[3] / width, height: words[4] / height),
            certainty: min(max(words[0] / 100, 0), 1),
            points: (0..<5).map { PlacedFace.Point(x: words[5 + $0 * 2], y: words[6 + $0 * 2]) })
    }
}
