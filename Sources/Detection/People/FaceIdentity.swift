/// One face of a clip in numbers that tell people apart: the mean of its looks.
public struct FaceIdentity: Sendable, Hashable, Codable {
    /// As in `FaceLook`.
    public var track: Int
    /// Looks behind it.
    public var looks: Int
    /// `IdentityModel.length` of them.
    public var values: [Float]

    public init(track: Int, looks: Int, values: [Float]) {
        self.track = track
        self.looks = looks
        self.values = values
    }

    var isSane: Bool {
        (0..<FaceExamination.mostLooks).contains(track) && (1...FaceExamination.mostLooks).contains(looks)
            && values.count == IdentityModel.length && values.allSatisfy { (-100...100).contains($0) }
    }
}

/// Gathers what the network makes of a clip's faces, look by look.
public struct FaceIdentities {
    private var sums: [Int: (values: [Float], looks: Int)] = [:]

    public init() {}

    public mutating func add(_ values: [Float], track: Int) {
        let before = sums[track] ?? ([Float](repeating: 0, count: values.count), 0)
        sums[track] = (zip(before.values, values).map { $0 + $1 }, before.looks + 1)
    }

    /// In the order of their tracks.
    public var faces: [FaceIdentity] {
        sums.sorted { $0.key < $1.key }.map { track, sum in
            FaceIdentity(track: track, looks: sum.looks, values: sum.values.map { $0 / Float(sum.looks) })
        }
    }
}
