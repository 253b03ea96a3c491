import Detection
import Foundation
import Testing

/// Descriptions of networks that users bring.
@Suite struct DetectorManifestTests {
    private static let text = """
        {"schema": "vericlip.detector/1", "name": "mine", "subject": "Swapped faces, by mine", "model": "mine 2.1",
         "network": "mine.onnx", "sha256": "\(String(repeating: "ab", count: 32))",
         "input": {"name": "image", "side": 112, "crop": "box", "margin": 1.3, "layout": "nhwc", "channels": "bgr",
                   "mean": [0.5, 0.5, 0.5], "deviation": [0.5, 0.5, 0.5]},
         "output": {"name": "logits", "kind": "classes", "index": 1},
         "calibration": {"slope": 2, "shift": -1, "noSigns": 0.5, "signs": 0.9},
         "measured": {"auc": 0.8, "lower": 0.7, "unaltered": 150, "falseAlarms": 3}}
        """

    private func manifest(_ changes: (inout DetectorManifest) -> Void = { _ in }) throws -> DetectorManifest {
        var manifest = try JSONDecoder().decode(DetectorManifest.self, from: Data(Self.text.utf8))
        changes(&manifest)
        return manifest
    }

    @Test func becomesAModel() throws {
        let manifest = try manifest()
        #expect(manifest.defect == nil)
        let model = manifest.faceModel
        #expect(model.name == "mine" && model.version == "mine 2.1" && !model.isExperimental)
        #expect(model.input.shape == [1, 112, 112, 3] && model.input.fit == .box)
        #expect(abs(model.calibration.noSigns - 0.5) < 1e-9)
        #expect(abs(model.calibration.suspicion(model.calibration.signs) - 0.9) < 1e-9)
        #expect(model.errorRate.contains("3 of 150"))
    }

    @Test func figuresBelowTheBarAreExperimental() throws {
        for change in [
            { $0.measured = nil }, { $0.measured?.auc = 0.74 }, { $0.measured?.lower = 0.6 },
            { $0.measured?.unaltered = 148 }, { $0.measured?.falseAlarms = 4 },
        ] as [(inout DetectorManifest) -> Void] {
            let manifest = try manifest(change)
            #expect(manifest.defect == nil && manifest.faceModel.isExperimental)
        }
    }

    @Test func defectsAreNamed() throws {
        let changes: [((inout DetectorManifest) -> Void, String)] = [
            ({ $0.schema = "vericlip.detector/2" }, "schema"), ({ $0.name = "face" }, "name"),
            ({ $0.name = "combined" }, "name"), ({ $0.name = "lips-and-sound" }, "name"),
            ({ $0.name = "My net" }, "name"), ({ $0.name = "" }, "name"), ({ $0.subject = "" }, "text"),
            ({ $0.model = String(repeating: "x", count: 201) }, "text"), ({ $0.network = "../mine.onnx" }, "network"),
            ({ $0.sha256 = "AB" }, "sha256"), ({ $0.input.side = 8 }, "side"), ({ $0.input.side = 4096 }, "side"),
            ({ $0.input.margin = 0 }, "margin"), ({ $0.input.mean = [0] }, "mean"),
            ({ $0.input.deviation = [1, 0, 1] }, "deviation"), ({ $0.output.index = -1 }, "index"),
            ({ $0.calibration.slope = 0 }, "slope"), ({ $0.calibration.signs = 1 }, "thresholds"),
            ({ $0.calibration.noSigns = 0.95 }, "thresholds"), ({ $0.measured?.lower = 0.9 }, "figures"),
            ({ $0.measured?.falseAlarms = 151 }, "figures"),
        ]
        for (change, word) in changes {
            let defect = try manifest(change).defect
            #expect(defect?.contains(word) == true, "\(word): \(defect ?? "none")")
        }
    }

    @Test func answersOfEveryKind() {
        func odds(_ kind: FaceModel.Output.Kind, _ answer: [Float], index: Int = 0) -> Double? {
            FaceModel.Output(name: "y", kind: kind, index: index).logOdds(in: answer)
        }
        #expect(odds(.logOdds, [1.5]) == 1.5)
        #expect(odds(.logOdds, [.nan]) == nil && odds(.logOdds, []) == nil && odds(.logOdds, [1], index: 1) == nil)
        #expect(odds(.probability, [0.5]) == 0 && odds(.probability, [1]) == 50 && odds(.probability, [1.2]) == nil)
        #expect(odds(.classes, [1, 4], index: 1) == 3)
        // Against all others together: e^2 against 2 e^1.
        let three = odds(.classes, [1, 2, 1], index: 1) ?? 0
        #expect(abs(three - (1 - 0.693_147)) < 1e-5)
        #expect(odds(.classes, [4]) == nil && odds(.classes, [4, .infinity]) == nil)
    }
}
