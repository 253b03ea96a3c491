import Detection
import Media
import Verification

/// A frame that raised a detector's score, the face outlined.
struct DriverPictures {
    let driver: Evidence.Driver
    /// What the detector said.
    let result: DetectorResult
    let picture: EvidencePicture

    static func all(of report: Report) -> [DriverPictures] {
        (report.evidence?.drivers ?? []).enumerated().compactMap { index, driver in
            guard let result = report.verdict.detectors.first(where: { $0.name == driver.detector }) else { return nil }
            let name = "detector-\(driver.detector)-\(index + 1)-\(Clock.fileName(driver.moment.time)).png"
            return DriverPictures(
                driver: driver, result: result,
                picture: EvidencePicture(name: name, driver.picture.outlined(driver.moment.box)))
        }
    }

    func figure(at served: ServedPlace?, in words: Words) -> String {
        let time = Clock.text(driver.moment.time)
        let alternative = words(
            .driverFrame, ["time": time, "place": Wording.place(of: driver.moment.box, in: words)])
        let caption = words(.driverCaption, ["subject": DetectorLines.subject(of: result, in: words), "time": time])
        return "<figure>\(HTML.image(picture, alternative: alternative, at: served))"
            + "\(HTML.element("figcaption", caption))</figure>"
    }
}
