import Fingerprinting
import Media

/// A detector by rule: what it finds at each look, nothing after the last.
struct ScriptedFinder: FaceFinder {
    var name = "scripted-1"
    let smallestRows = 9
    /// The whole frame at each point, so that each point has its look.
    static let plan = LookPlan(area: 57_600, stride: 1)
    private var looks: ArraySlice<[FoundFace]>

    init(_ looks: [[FoundFace]]) { self.looks = looks[...] }

    mutating func faces(in luma: ArraySlice<UInt8>, grid: GridSize) -> [FoundFace] { looks.popFirst() ?? [] }

    /// One face at the same place in `count` looks.
    static func steady(_ count: Int, certainty: Double = 0.9, box: FrameBox = place) -> [[FoundFace]] {
        [[FoundFace]](repeating: [FoundFace(box: box, certainty: certainty)], count: count)
    }

    static let place = FrameBox(x: 0.25, y: 0.25, width: 0.25, height: 0.5)
}
