internal import FoundationEssentials
internal import Glibc

/// Finds the face detector's library; whether it is the one that is known is for the child to check.
enum FaceDetectorLibrary {
    static let variable = "VERICLIP_FACE_DETECTOR"
    private static let name = "face-detector/yuface/libfacedetection.so"

    enum Place: Equatable {
        case at(String)
        case nowhere(tried: [String])

        var path: String? { if case .at(let path) = self { path } else { nil } }
    }

    /// The path in the environment, and no other where there is one; else beside the running program; else in the user's data
    /// folder, where `scripts/setup` puts it.
    static func find(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Place {
        let places = environment[variable].map { [$0] } ?? DataFolders.usual(environment).map { $0 + name }
        guard let path = places.first(where: { unsafe access($0, R_OK) == 0 }) else { return .nowhere(tried: places) }
        return .at(path)
    }
}

extension FaceSearch {
    /// From where the library lies, if faces were asked for, and what the child made of it.
    init(_ place: FaceDetectorLibrary.Place?, _ state: DetectorState?) {
        self =
            switch (place, state) {
            case (nil, _): .notAsked
            case (.nowhere(let tried), _): .missing(tried: tried)
            case (.at, .ready(let name)): .done(detector: name)
            case (.at(let path), .altered): .altered(path: path)
            case (.at(let path), .unusable(let reason)): .unusable(path: path, reason: reason)
            case (.at(let path), nil): .unusable(path: path, reason: "the analyzer did not say how it fared")
            }
    }
}
