import Media

/// Whether a region lies and lasts as captions and logos do. In fractions of the clip's picture, without bars.
struct OverlayShape {
    let box: FrameBox
    /// Share of the moments at which the region is there.
    let presence: Double

    init(box: FrameBox, content: FrameBox, presence: Double) {
        self.box = FrameBox(
            x: (box.x - content.x) / content.width, y: (box.y - content.y) / content.height,
            width: box.width / content.width, height: box.height / content.height)
        self.presence = presence
    }

    var adjustment: Adjustment? {
        if isCaption { return .captioned }
        return isLogo ? .logo : nil
    }

    /// A wide band in the upper or the lower third.
    private var isCaption: Bool {
        box.width >= RegionLimits.captionWidth && box.height <= RegionLimits.captionHeight
            && abs(box.y + box.height / 2 - 0.5) > 1.0 / 6
    }

    /// Something compact in a corner that stays.
    private var isLogo: Bool {
        let across = min(box.x, 1 - box.x - box.width)
        let down = min(box.y, 1 - box.y - box.height)
        return max(box.width, box.height) <= RegionLimits.logoSize && max(across, down) <= RegionLimits.logoDistance
            && presence >= RegionLimits.logoPresence
    }
}
