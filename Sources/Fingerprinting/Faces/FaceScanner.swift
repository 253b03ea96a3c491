import Media

/// Looks for faces in the frames that were selected, and follows them.
///
/// The whole frame is searched now and then, after a cut and where a face is lost; in between, the neighbourhood of each face that
/// is followed.
struct FaceScanner {
    private let video: MediaDescription.Video
    private let scan: FaceScan
    private let plan: LookPlan
    private var finder: any FaceFinder
    private let enlarger: FrameEnlarger
    private var scaler: PictureScaler
    private var tracker: FaceTracker
    private var cuts = CutWatch()
    /// Whether there was a cut, or a face was lost, since the whole frame was searched last.
    private var asksForSearch = false
    /// The point for which the whole frame was searched last.
    private var lastSearch: Int?

    init(video: MediaDescription.Video, finder: any FaceFinder, plan: LookPlan) {
        self.video = video
        self.plan = plan
        enlarger = FrameEnlarger(factor: FrameEnlarger.factor(pixels: video.pixelCount, area: plan.area))
        scaler = PictureScaler(
            video: video, area: min(plan.area, video.pixelCount * enlarger.factor * enlarger.factor))
        // What is enlarged shows no more than it did: the reach that the record states is that of the frame itself.
        let rows = PictureScaler.grid(aspect: video.displayAspect, area: min(plan.area, video.pixelCount)).height
        let name = finder.name.utf8.filter { FaceCoding.isName(CollectionOfOne($0)) }
        scan = FaceScan(
            detector: String(decoding: name.prefix(FaceCoding.maximumNameLength), as: UTF8.self),
            stride: plan.stride(cells: scaler.grid.area),
            smallestHeight: Double(finder.smallestRows) / Double(rows))
        self.finder = finder
        tracker = FaceTracker(video: video, startCertainty: plan.startCertainty)
    }

    /// - Parameters:
    ///   - frame: Nothing where it is the same as for the point before.
    ///   - cells: The coarse picture of the frame.
    mutating func add(index: Int, frame: VideoFrame?, cells: [UInt8]?) {
        if let cells, cuts.isCut(cells) { asksForSearch = true }
        tracker.add(index: index, frame: frame, found: frame.flatMap { look(at: $0, index: index) })
    }

    /// What is found at this point; nothing where there is no look.
    private mutating func look(at frame: VideoFrame, index: Int) -> [FoundFace]? {
        if isSearchDue(at: index) {
            lastSearch = index
            asksForSearch = false
            return finder.faces(in: scaler.scale(enlarger.enlarge(frame))[...], grid: scaler.grid)
        }
        guard let closeStride = plan.closeStride, index % closeStride == 0 else { return nil }
        guard !tracker.places.isEmpty else { return [] }
        let enlarged = enlarger.enlarge(frame)
        return tracker.places.flatMap { place in
            let found = look(closeTo: place, in: enlarged)
            if found.isEmpty { asksForSearch = true }
            return found
        }
    }

    private mutating func look(closeTo place: FrameBox, in frame: VideoFrame) -> [FoundFace] {
        guard let closeUp = CloseUp(of: place, in: frame, video) else { return [] }
        // What else stands in the close-up may be cut off by its edge.
        return finder.faces(in: closeUp.luma[...], grid: closeUp.grid).map(closeUp.inFrame)
            .filter { $0.box.overlap(with: place) >= FaceTracker.leastOverlap }
    }

    private func isSearchDue(at index: Int) -> Bool {
        guard let lastSearch else { return true }
        let distance = index - lastSearch
        return distance >= scan.stride || asksForSearch && distance >= plan.pause ?? .max
    }

    consuming func finish() -> [UInt8] { FaceCoding.encode(scan: scan, paths: tracker.finish()) }
}
