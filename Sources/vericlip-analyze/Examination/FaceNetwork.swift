import ClipAnalysis
import Detection
import Media
import OnnxRuntime

/// The network that is given crops of faces.
struct FaceNetwork {
    let files: FaceNetworkFiles
    private let network: Network

    /// Loads it and gives it an empty crop, so that nothing is left to load afterwards.
    init(_ files: FaceNetworkFiles) throws(NetworkError) {
        self.files = files
        network = try Network(files.files)
        _ = try answers(to: [Float](repeating: 0, count: files.input.shape.reduce(1, *)))
    }

    /// What it says of a crop.
    func answers(to crop: Bitmap) throws(NetworkError) -> [FaceAnswer] {
        try answers(to: FaceCrop.values(of: crop, for: files.input))
    }

    private func answers(to values: [Float]) throws(NetworkError) -> [FaceAnswer] {
        let output = try network.run(values, shape: files.input.shape, input: files.input.name, output: files.output)
        let answers: [FaceAnswer] =
            switch files.answer {
            case .judgements(let readings):
                readings.compactMap { reading in
                    reading.logOdds(in: output).map { .judgement($0, isAnimation: reading.isAnimation(output)) }
                }
            case .identity(_, let length):
                output.count == length && output.allSatisfy(\.isFinite) ? [.identity(output)] : []
            }
        guard answers.count == files.answers else {
            throw .failed(reason: "its output holds no such number as its description says")
        }
        return answers
    }
}

enum FaceAnswer {
    /// The log-odds that the face was manipulated, before calibration, and whether it is drawn or rendered.
    case judgement(Double, isAnimation: Bool)
    case identity([Float])
}
