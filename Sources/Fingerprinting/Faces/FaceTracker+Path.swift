import Media

extension FaceTracker {
    /// One face while it is followed.
    struct Path {
        /// Similarity of a face's surroundings, from one point of the grid to the next, below which the scene was cut.
        private static let leastSimilarity = 0.5
        /// Sum of the squared levels (without the mean) below which surroundings are flat and say nothing.
        private static let flat = 64

        /// Place among all paths begun.
        let order: Int
        private(set) var encoder: FacePathEncoder
        /// Samples since the face was last found: kept only if it is found again.
        private var pending: [FaceSample] = []
        /// Where the face is taken to be, and the box sampled: it stays where it is until the face has left it by half a cell.
        private(set) var smooth: FrameBox
        private var box: FaceBox
        private var last: FaceSample?
        /// Looks in a row that did not find the face.
        private(set) var misses = 0
        /// What the present look found.
        private(set) var foundNow: FoundFace?

        init?(_ face: FoundFace, index: Int, order: Int) {
            guard let box = FaceBox(face.box) else { return nil }
            self.box = box
            self.order = order
            smooth = face.box
            foundNow = face
            encoder = FacePathEncoder(firstIndex: index)
        }

        /// Moves towards a face found, or counts a miss.
        mutating func look(at face: FoundFace?) {
            foundNow = face
            guard let face else {
                misses += 1
                return
            }
            misses = 0
            // Trembling of the detector, within half a cell, is smoothed over about five looks; a move of three cells is followed at
            // once.
            let step = min(1, 0.2 + smooth.distance(to: face.box) / 4)
            smooth = smooth.moved(towards: face.box, by: step)
            if box.frameBox.distance(to: smooth) > 0.5, let moved = FaceBox(smooth) { box = moved }
        }

        /// Samples the frame.
        /// - Returns: Whether it shows the same scene as the sample before; if not, it does not belong to the path.
        mutating func addSample(of frame: VideoFrame, _ video: MediaDescription.Video) -> Bool {
            let place = box.frameBox
            let ring = FaceSample.ring(around: place)
            let sample = FaceSample(
                box: place, face: FacePatch(frame: frame, video: video, box: place).code,
                surroundings: FacePatch(frame: frame, video: video, box: ring).code)
            if let last, Self.isCut(from: last.surroundings, to: sample.surroundings) { return false }
            append(sample)
            return true
        }

        mutating func repeatLast() {
            if let last { append(last) }
        }

        private mutating func append(_ sample: FaceSample) {
            last = sample
            pending.append(sample)
            guard misses == 0 else { return }
            for sample in pending { encoder.add(sample) }
            pending.removeAll(keepingCapacity: true)
        }

        private static func isCut(from a: FaceCode, to b: FaceCode) -> Bool {
            var (product, aEnergy, bEnergy) = (0, 0, 0)
            for index in 1..<FaceCode.count {
                let (x, y) = (Int(a.levels[index]), Int(b.levels[index]))
                product += x * y
                aEnergy += x * x
                bEnergy += y * y
            }
            guard max(aEnergy, bEnergy) >= flat else { return false }
            return Double(product) < leastSimilarity * (Double(aEnergy) * Double(bEnergy)).squareRoot()
        }
    }
}

extension FrameBox {
    /// The largest change of an edge, in cells of a patch over this box.
    fileprivate func distance(to other: FrameBox) -> Double {
        let across = max(abs(other.x - x), abs(other.x + other.width - x - width)) / width
        let down = max(abs(other.y - y), abs(other.y + other.height - y - height)) / height
        return max(across, down) * Double(FaceCode.side)
    }

    fileprivate func moved(towards other: FrameBox, by part: Double) -> FrameBox {
        FrameBox(
            x: x + (other.x - x) * part, y: y + (other.y - y) * part, width: width + (other.width - width) * part,
            height: height + (other.height - height) * part)
    }
}
