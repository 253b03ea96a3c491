import Media

/// Makes all tracks of pictures and faces of the frames that were selected.
struct PictureTracks {
    private var scaler: PictureScaler
    private var picture: PictureTrackEncoder
    private var detailScaler: PictureScaler?
    private var detail: PictureTrackEncoder?
    private var faces: FaceScanner?
    /// Point of the media-time grid.
    private var index = 0
    /// Time of the frame that the detail track shows.
    private var detailTime: Int?

    init(
        video: MediaDescription.Video, profile: FingerprintProfile, finder: (any FaceFinder)?, looks: LookPlan
    ) {
        scaler = PictureScaler(video: video, area: profile.picture.area)
        picture = PictureTrackEncoder(grid: scaler.grid, format: profile.picture)
        // A frame without more pixels than the picture has cells has no detail.
        if let format = profile.detail, video.pixelCount > profile.picture.area {
            let scaler = PictureScaler(video: video, area: min(format.area, video.pixelCount))
            detailScaler = scaler
            detail = PictureTrackEncoder(grid: scaler.grid, format: format)
        }
        faces = finder.map { FaceScanner(video: video, finder: $0, plan: looks) }
    }

    /// Takes the frame of the next point of the grid.
    mutating func add(_ frame: VideoFrame, time: Int, isRepeat: Bool) {
        let cells = isRepeat ? nil : scaler.scale(frame)
        picture.add(time: time, luma: cells)
        if let format = detail?.format, index % (format.interval / PictureSamples.interval) == 0 {
            detail?.add(time: time, luma: detailTime == time ? nil : detailScaler?.scale(frame))
            detailTime = time
        }
        faces?.add(index: index, frame: isRepeat ? nil : frame, cells: cells)
        index += 1
    }

    consuming func finish() -> EncodedTracks {
        guard let picture = picture.finish() else { return EncodedTracks() }
        return EncodedTracks(picture: picture, faces: faces?.finish(), detail: detail?.finish())
    }
}
