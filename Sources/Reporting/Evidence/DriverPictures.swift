import Detection
import Media
import Verification

/// A frame that raised a detector's score, the face outlined.
struct DriverPictures {
    let driver: Evidence.Driver
    let picture: EvidencePicture

    static func all(of report: Report) -> [DriverPictures] {
        (report.evidence?.drivers ?? []).enumerated().map { index, driver in
            let name = "detector-\(driver.detector)-\(index + 1)-\(Clock.fileName(driver.moment.time)).png"
            return DriverPictures(
                driver: driver,
                picture: EvidencePicture(name: name, driver.picture.outlined(driver.moment.box)))
        }
    }

    func figure(at served: ServedPlace?, in words: Words) -> String {
        let time = Clock.text(driver.moment.time)
        let alternative = words(
            .driverFrame, ["time": time, "place": Wording.place(of: driver.moment.box, in: words)])
        let caption = words(.driverCaption, ["time": time])
        return "<figure>\(HTML.image(picture, alternative: alternative, at: served))"
            + "\(HTML.element("figcaption", caption))</figure>"
    }
}
