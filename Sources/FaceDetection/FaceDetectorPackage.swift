internal import FoundationEssentials
internal import Signing

/// The package that the detector comes in: the wheel `yuface` 2023.5.1 of PyPI (BSD licence), as `scripts/setup` unpacks it.
///
/// The digests pin what is loaded; another version is another detector, and fingerprints name theirs.
enum FaceDetectorPackage {
    /// As a fingerprint names it: the library's own version.
    static let detector = "libfacedetection-0.0.3"

    /// SHA-256 of the library, and of the OpenMP that it loads from where it lies.
    private static let library = "7fc3c140b563f449ce7cb5bd102ece650681e5bfeffc87efe79272be1932c4f4"
    private static let openMP = "3a7eaece7231911be2fbb1b3e7cb4cb5c2e0f84e0c2bb73739472b5a1feec8c1"

    /// Refuses a library, or an OpenMP beside it, that is not the one pinned here.
    static func check(library path: String) throws(FaceDetectorError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let openMPPath = folder + "../yuface.libs/libgomp-a34b3233.so.1.0.0"
        for (file, sha256) in [(path, library), (openMPPath, openMP)] {
            guard let digest = try? SHA256Digest(ofFile: file) else { throw .unusable(reason: "it cannot be read") }
            guard digest.hex == sha256 else { throw .altered }
        }
    }

    /// The library is compiled for AVX2 and FMA, and asks nobody whether they are there.
    static var isProcessorSupported: Bool {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return false }
        let flags = text.split(separator: "\n").first { $0.hasPrefix("flags") }?.split(separator: " ") ?? []
        return flags.contains("avx2") && flags.contains("fma")
    }
}
