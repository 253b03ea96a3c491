/// How often, and in how large a picture, faces are looked for.
package struct LookPlan: Sendable, Hashable {
    /// Most cells of the picture in which the whole frame is searched, whatever the aspect.
    package let area: Int
    /// Points of the media-time grid from one look at the whole frame to the next, at most, in a picture of `area` cells; a smaller
    /// one takes less time and is searched more often.
    package let stride: Int
    /// Points from one close look at each face that is followed to the next; nil where there is none between whole frames.
    package let closeStride: Int?
    /// Points after a look at the whole frame from which on a cut, or a face that is lost, asks for another; nil where they ask for
    /// none.
    package let pause: Int?
    /// Certainty from which a face is followed: lower in a record than in a query, or copies would show faces that it lacks.
    package let startCertainty: Double

    package init(
        area: Int, stride: Int, closeStride: Int? = nil, pause: Int? = nil, startCertainty: Double = 0.7
    ) {
        self.area = area
        self.stride = stride
        self.closeStride = closeStride
        self.pause = pause
        self.startCertainty = startCertainty
    }

    /// `stride` in a picture of so many cells.
    func stride(cells: Int) -> Int { min(stride, max(1, (stride * cells + area - 1) / area)) }
}

extension FingerprintProfile {
    var looks: LookPlan {
        switch self {
        // 640 x 360 at 16:9: a face of a tenth of the frame's height has 36 rows, of which 91 in 100 were found at a look with the
        // certainty that begins a path (264 looks at 44 people or scenes); 34 in 100 with 20 rows. Such a look takes as long as
        // decoding a second of 720p: one in 1.2 s, and within 0.36 s after a cut or where a face is lost, keeps registering below
        // three times bare decoding. A close look takes a thirtieth of that.
        case .registered: LookPlan(area: 230_400, stride: 10, closeStride: 1, pause: 3, startCertainty: 0.6)
        // It is only asked whether the clip shows faces that the record lacks, and for how long: each that was found is looked at every
        // 0.96 s, and the whole frame twice as seldom, but soon after a cut. A look at all of it takes a tenth of decoding what lies between.
        case .query: LookPlan(area: 57_600, stride: 16, closeStride: 8, pause: 3, startCertainty: 0.8)
        }
    }
}
