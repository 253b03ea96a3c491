import Media

/// A guess at how a clip's frame shows the original's.
struct PictureHypothesis {
    /// The part of the clip's frame that holds the picture.
    let content: FrameBox
    /// The part of the original's frame that the content shows, before mirroring.
    let visible: FrameBox

    /// Where a window of the original lies in the clip's frame, if the clip shows it.
    func place(_ window: PictureWindow) -> FrameBox? {
        let box = FrameBox(
            x: (window.box.x - visible.x) / visible.width, y: (window.box.y - visible.y) / visible.height,
            width: window.box.width / visible.width, height: window.box.height / visible.height)
        let slack = Self.slack
        guard box.x >= -slack, box.y >= -slack, box.x + box.width <= 1 + slack, box.y + box.height <= 1 + slack else {
            return nil
        }
        return box.placed(in: content)
    }

    /// How far a window may reach over the content's border, in fractions of it.
    private static let slack = 0.015

    /// The clip shows the whole original: with and without bars.
    static func direct(content: FrameBox) -> [PictureHypothesis] {
        (content == .full ? [content] : [content, .full]).map { .init(content: $0, visible: .full) }
    }

    /// Crops by up to a third of the frame, and recrops to another aspect about the middle.
    ///
    /// - Parameter aspect: width over height of the clip's content, as displayed.
    static func cropped(content: FrameBox, aspect: Double) -> [PictureHypothesis] {
        var visible: [FrameBox] = []
        for zoom in zooms {
            let room = 1 - zoom
            let steps = max(1, Int((abs(room) / step).rounded(.up)))
            for y in 0...steps {
                for x in 0...steps {
                    visible.append(
                        FrameBox(
                            x: room * Double(x) / Double(steps), y: room * Double(y) / Double(steps), width: zoom,
                            height: zoom))
                }
            }
        }
        for original in aspects where original > aspect * 1.05 {
            let width = aspect / original
            for shift in [-0.02, 0, 0.02] {
                visible.append(FrameBox(x: (1 - width) / 2 + shift, y: 0, width: width, height: 1))
            }
        }
        return visible.map { .init(content: content, visible: $0) }
    }

    /// The clip's picture stands inside a larger frame whose surroundings are not plain bars, such as a blurred copy: the
    /// usual aspects about the middle.
    ///
    /// - Parameter aspect: width over height of the clip's frame, as displayed.
    static func framed(aspect: Double) -> [PictureHypothesis] {
        aspects.filter { abs($0 / aspect - 1) > 0.05 }.map { original in
            let width = min(1, original / aspect)
            let height = min(1, aspect / original)
            let content = FrameBox(x: (1 - width) / 2, y: (1 - height) / 2, width: width, height: height)
            return .init(content: content, visible: .full)
        }
    }

    /// Visible parts of the original, as fractions of its sides.
    private static let zooms = [1.06, 0.94, 0.88, 0.82, 0.76, 0.7]
    /// Largest step between two places of a crop, in fractions of the original's sides.
    private static let step = 0.035
    /// Width over height: landscape and portrait video, classic television, square.
    private static let aspects = [16.0 / 9, 4.0 / 3, 1, 4.0 / 5, 9.0 / 16]
}
