import Media

/// Looks for faces in the frames that were selected, and follows them.
struct FaceScanner {
    private let scan: FaceScan
    private var finder: any FaceFinder
    private var scaler: PictureScaler
    private var tracker: FaceTracker

    /// - Parameter stride: Points of the grid from one look to the next.
    init(video: MediaDescription.Video, finder: any FaceFinder, stride: Int) {
        scaler = PictureScaler(video: video, area: PictureSequence.area(of: video))
        let name = finder.name.utf8.filter { FaceCoding.isName(CollectionOfOne($0)) }
        scan = FaceScan(
            detector: String(decoding: name.prefix(FaceCoding.maximumNameLength), as: UTF8.self), stride: stride,
            smallestHeight: Double(finder.smallestRows) / Double(scaler.grid.height))
        self.finder = finder
        tracker = FaceTracker(video: video)
    }

    /// - Parameter frame: Nothing where it is the same as for the point before.
    mutating func add(index: Int, frame: VideoFrame?) {
        var found: [FoundFace]?
        if let frame, index % scan.stride == 0 {
            found = finder.faces(in: scaler.scale(frame)[...], grid: scaler.grid)
        }
        tracker.add(index: index, frame: frame, found: found)
    }

    consuming func finish() -> [UInt8] { FaceCoding.encode(scan: scan, paths: tracker.finish()) }
}
