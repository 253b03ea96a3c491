internal import Fingerprinting
internal import Media

/// The pictures and stills of a child, each checked before it is believed, and within a budget together.
struct ReceivedImages {
    /// Bytes that are still allowed.
    private var budget: Int
    private(set) var pictures: PictureSequence?
    private(set) var stills: [StillFrame] = []
    /// Milliseconds of the clip and frames a second as its headers claim them.
    private var claim: (duration: Int, rate: Double)?

    init(budget: Int) {
        self.budget = budget
    }

    /// How many pictures there may be, where the headers tell.
    mutating func expect(_ media: MediaDescription) {
        guard let duration = media.claimedDuration, let rate = media.video?.frameRate else { return }
        claim = (duration, rate)
    }

    /// Room for what is claimed and a second more, within the budget.
    private func empty(_ grid: GridSize) -> PictureSequence {
        var pictures = PictureSequence(grid: grid)
        if let claim {
            let count = (Double(claim.duration) / 1000 + 1) * claim.rate
            pictures.reserveCapacity(Int(min(count, Double(budget / grid.area))))
        }
        return pictures
    }

    var count: Int { (pictures?.count ?? 0) + stills.count }

    mutating func add(_ frame: AnalysisFrame, for job: AnalysisRequest.Job) throws(ClipAnalysisError) {
        let channels = frame.kind == .still ? 3 : 1
        guard let image = ImagePayload(frame.payload), image.width > 0, image.height > 0,
            image.values.count == channels * image.width * image.height, isExpected(image, by: job)
        else { throw AnalysisReply.defect("a malformed \(frame.kind)") }
        guard image.values.count <= budget else { throw AnalysisReply.defect("more pictures than it may send") }
        budget -= image.values.count
        if channels == 3 {
            stills.append(
                StillFrame(time: image.time, width: image.width, height: image.height, rgb: Array(image.values)))
        } else {
            let grid = GridSize(width: image.width, height: image.height)
            if pictures == nil { pictures = empty(grid) }
            pictures?.append(time: image.time, luma: image.values)
        }
    }

    /// Times ascend and lie within what was asked for; all small pictures have one size, and no still is too high.
    private func isExpected(_ image: ImagePayload, by job: AnalysisRequest.Job) -> Bool {
        guard image.time >= 0, image.time > pictures?.times.last ?? stills.last?.time ?? -1 else { return false }
        if let grid = pictures?.grid, (grid.width, grid.height) != (image.width, image.height) { return false }
        return switch job {
        case .pictures(let range): range.contains(image.time)
        case .frames(let times, let height): image.height <= height && stills.count < times.count
        case .confine, .credentials, .scanForRegistry, .scanForQuery, .examine: true
        }
    }
}
