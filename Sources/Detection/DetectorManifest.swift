/// What a user says of a network of their own, in a file beside it: `docs/detection.md` has an example and the meaning of each member.
public struct DetectorManifest: Sendable, Hashable, Decodable {
    public static let schema = "vericlip.detector/1"

    public var schema: String
    public var name: String
    public var subject: String
    public var model: String
    /// The network's file, relative to the manifest.
    public var network: String
    public var sha256: String
    public var input: Input
    public var output: Output
    public var calibration: Calibration
    public var measured: Measured?

    public struct Input: Sendable, Hashable, Decodable {
        public var name: String
        public var side: Int
        public var crop: FaceModel.Input.Fit
        public var margin: Double
        public var layout: FaceModel.Input.Layout
        public var channels: FaceModel.Input.Channels
        public var mean: [Double]
        public var deviation: [Double]
    }

    public struct Output: Sendable, Hashable, Decodable {
        public var name: String
        public var kind: FaceModel.Output.Kind
        public var index: Int
    }

    /// The thresholds by suspicion, 0 to 1.
    public struct Calibration: Sendable, Hashable, Decodable {
        public var slope: Double
        public var shift: Double
        public var noSigns: Double
        public var signs: Double
    }

    /// On clips of sources that were neither trained nor calibrated with.
    public struct Measured: Sendable, Hashable, Decodable {
        public var auc: Double
        /// The lower end of its 95 % interval over whole sources.
        public var lower: Double
        /// How many unaltered clips there were, and in how many of them it found signs.
        public var unaltered: Int
        public var falseAlarms: Int
    }

    /// Clips without a false alarm that it takes to show, at 95 %, that at most 2 % are false alarms: 0.98 to this power is 0.05.
    static let fewestUnaltered = 149

    /// The bar that the project's own detectors have to reach too: AUC 0.75, its lower end above 0.6, false alarms in 2 % at most.
    private var reachesTheBar: Bool {
        guard let measured else { return false }
        return measured.auc >= 0.75 && measured.lower > 0.6 && measured.unaltered >= Self.fewestUnaltered
            && measured.falseAlarms * 50 <= measured.unaltered
    }

    /// What is wrong with it, as the end of a sentence; nil where it can be used.
    public var defect: String? {
        if schema != Self.schema { return "its schema is not \(Self.schema)" }
        let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        if !(1...32).contains(name.count) || !name.allSatisfy(letters.contains) {
            return "its name is not 1 to 32 small letters, digits and hyphens"
        }
        if name == SignalFusion.card.name || SignalFusion.members.contains(where: { $0.name == name }) {
            return "its name is that of a detector of this program"
        }
        if [subject, model, input.name, output.name].contains(where: { $0.isEmpty || $0.utf8.count > 200 }) {
            return "a text of it is empty or longer than 200 bytes"
        }
        if network.isEmpty || network.contains("/") { return "its network is not the name of a file beside it" }
        if sha256.count != 64 || !sha256.allSatisfy(Set("0123456789abcdef").contains) {
            return "its sha256 is not 64 small hexadecimal digits"
        }
        if !(16...512).contains(input.side) { return "the side of its input is not from 16 to 512" }
        if !(0.5...3).contains(input.margin) { return "the margin of its input is not from 0.5 to 3" }
        if input.mean.count != 3 || input.deviation.count != 3 || !input.mean.allSatisfy(\.isFinite)
            || !input.deviation.allSatisfy({ $0.isFinite && $0 > 0 })
        {
            return "mean and deviation of its input are not three numbers each, the deviations above 0"
        }
        if !(0..<1000).contains(output.index) { return "the index of its output is not from 0 to 999" }
        return calibrationDefect
    }

    private var calibrationDefect: String? {
        if !(calibration.slope > 0 && calibration.slope.isFinite && calibration.shift.isFinite) {
            return "the slope of its calibration is not above 0"
        }
        guard calibration.noSigns > 0, calibration.noSigns <= calibration.signs, calibration.signs < 1 else {
            return "its thresholds are not in order between 0 and 1: noSigns, then signs"
        }
        if let measured,
            !(0...1).contains(measured.auc) || !(0...measured.auc).contains(measured.lower)
                || !(0...max(measured.unaltered, 0)).contains(measured.falseAlarms)
        {
            return "its measured figures cannot be: lower is at most auc, and falseAlarms at most unaltered"
        }
        return nil
    }

    /// The network as it describes it; only where there is no defect.
    public var faceModel: FaceModel {
        var line = FaceModel.Calibration(slope: calibration.slope, shift: calibration.shift, noSigns: 0, signs: 0)
        line.noSigns = line.logOdds(at: calibration.noSigns)
        line.signs = line.logOdds(at: calibration.signs)
        return FaceModel(
            name: name, subject: subject, version: model, sha256: sha256,
            input: FaceModel.Input(
                name: input.name, side: input.side, fit: input.crop, margin: input.margin, layout: input.layout,
                channels: input.channels, mean: input.mean, deviation: input.deviation),
            output: FaceModel.Output(name: output.name, kind: output.kind, index: output.index), calibration: line,
            isExperimental: !reachesTheBar, errorRate: errorRate)
    }

    private var errorRate: String {
        guard let measured else { return "whoever installed it states no figures." }
        return
            "as whoever installed it states, AUC \(measured.auc), lower end \(measured.lower), on sources it never saw, and signs in "
            + "\(measured.falseAlarms) of \(measured.unaltered) unaltered clips; nothing of this was measured here."
    }
}
