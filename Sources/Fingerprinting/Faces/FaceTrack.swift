public import Media

/// The faces of a recording: where they are, and what they and their surroundings look like within the band of a code.
public struct FaceTrack: Sendable, Hashable {
    /// How faces were looked for; without it nothing can be said of the times in which none was found.
    public let scan: FaceScan
    /// In the order of their first samples.
    public let faces: [FacePath]

    public init(scan: FaceScan, faces: [FacePath]) {
        self.scan = scan
        self.faces = faces
    }
}

/// How a recording was searched for faces.
public struct FaceScan: Sendable, Hashable {
    /// Name and version of the detector, printable ASCII, at most 32 bytes.
    public let detector: String
    /// Points of the media-time grid from one look at the whole frame to the next, at most; between them faces are followed.
    public let stride: Int
    /// Smallest face that the detector finds, in fractions of the frame's height.
    public let smallestHeight: Double

    public init(detector: String, stride: Int, smallestHeight: Double) {
        self.detector = detector
        self.stride = stride
        self.smallestHeight = smallestHeight
    }
}

/// One face for as long as it was followed.
public struct FacePath: Sendable, Hashable {
    /// Point of the media-time grid (`PictureSamples.interval`) of the first sample; the others follow point by point.
    public let firstIndex: Int
    public let samples: [FaceSample]

    public init(firstIndex: Int, samples: [FaceSample]) {
        self.firstIndex = firstIndex
        self.samples = samples
    }

    /// Points of the grid at which the face was there.
    public var indices: Range<Int> { firstIndex..<firstIndex + samples.count }
}

/// A face at one point of the grid.
public struct FaceSample: Sendable, Hashable {
    /// From forehead to chin and cheek to cheek, in fractions of the frame as shown.
    public let box: FrameBox
    /// What is inside of `box`.
    public let face: FaceCode
    /// What is inside of `ring`: the face and what surrounds it.
    public let surroundings: FaceCode

    public init(box: FrameBox, face: FaceCode, surroundings: FaceCode) {
        self.box = box
        self.face = face
        self.surroundings = surroundings
    }

    /// How much wider and higher than a face its surroundings are, about the same centre.
    public static let ringScale = 1.7

    /// The box of `surroundings`; it may reach beyond the frame, whose edges are then continued.
    public var ring: FrameBox { Self.ring(around: box) }

    public static func ring(around box: FrameBox) -> FrameBox {
        let (width, height) = (box.width * ringScale, box.height * ringScale)
        return FrameBox(
            x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width: width, height: height)
    }
}
