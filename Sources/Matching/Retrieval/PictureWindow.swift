import Media

/// A part of the original's frame, letterbox bars aside, that is indexed on its own.
///
/// Whole frame for what was only recoded; the others lie clear of captions, logos and borders, so that a cropped, captioned or
/// filmed copy still holds at least one of them. How a copy was cropped is guessed when it is looked up, not when the
/// original is indexed (`PictureHypothesis`).
enum PictureWindow: UInt32, CaseIterable {
    case full, centre, narrow, left, right

    /// In fractions of the frame.
    var box: FrameBox {
        switch self {
        case .full: FrameBox(x: 0, y: 0, width: 1, height: 1)
        case .centre: FrameBox(x: 0.15, y: 0.12, width: 0.7, height: 0.62)
        // Inside a 9:16 cut from the middle of a 16:9 frame, which is 0.316 wide.
        case .narrow: FrameBox(x: 0.36, y: 0.12, width: 0.28, height: 0.62)
        case .left: FrameBox(x: 0.08, y: 0.1, width: 0.5, height: 0.62)
        case .right: FrameBox(x: 0.42, y: 0.1, width: 0.5, height: 0.62)
        }
    }

    /// The window that this one becomes in a mirrored frame.
    var mirrored: PictureWindow {
        switch self {
        case .left: .right
        case .right: .left
        case .full, .centre, .narrow: self
        }
    }

    func key(_ bits: UInt32) -> RetrievalKey { RetrievalKey(rawValue: rawValue << WindowHash.bitCount | bits) }
}
