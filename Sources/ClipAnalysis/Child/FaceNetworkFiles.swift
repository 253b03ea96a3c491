package import Detection
internal import FoundationEssentials
internal import Glibc

/// The runtime and a network that is given crops of faces; whether they are the ones that are known is for the child to check.
package struct FaceNetworkFiles: Codable, Sendable, Hashable {
    package var files: NetworkFiles
    package var input: FaceModel.Input
    package var answer: Answer

    /// What the network says of a face.
    package enum Answer: Codable, Sendable, Hashable {
        /// Whether it was manipulated, in one way or another: places of one output, and never none.
        case judgements([FaceModel.Output])
        /// Whose it is: so many numbers, under this name.
        case identity(output: String, length: Int)
    }

    /// The output that is read.
    package var output: String {
        switch answer {
        case .judgements(let outputs): outputs[0].name
        case .identity(let output, _): output
        }
    }

    /// Examinations that come of it.
    package var answers: Int { if case .judgements(let outputs) = answer { outputs.count } else { 1 } }

    /// The network of some judges that share it.
    ///
    /// - Parameter judges: of a network of the user's own only the runtime is sought in the usual places.
    static func find(_ judges: [FaceJudge]) -> (files: FaceNetworkFiles?, tried: [String]) {
        let (model, outputs) = (judges[0].model, judges.map(\.model.output))
        let (files, tried) = NetworkFiles.find(model.version, sha256: model.sha256, at: judges[0].path)
        return (files.map { FaceNetworkFiles(files: $0, input: model.input, answer: .judgements(outputs)) }, tried)
    }

    /// The network that tells people apart.
    static func findIdentity() -> (files: FaceNetworkFiles?, tried: [String]) {
        let (files, tried) = NetworkFiles.find(IdentityModel.version, sha256: IdentityModel.sha256)
        let answer = Answer.identity(output: IdentityModel.output, length: IdentityModel.length)
        return (files.map { FaceNetworkFiles(files: $0, input: IdentityModel.input, answer: answer) }, tried)
    }
}

/// A network's file and the runtime for it.
package struct NetworkFiles: Codable, Sendable, Hashable {
    package var runtime: String
    package var network: String
    /// That the network's file must have.
    package var sha256: String

    private static let variable = "VERICLIP_DETECTORS"
    private static let runtimeName = "libonnxruntime.so"

    /// In the folder that the environment names, and no other where it names one; else beside the running program; else in the
    /// user's data folder, where `scripts/setup --detectors` puts them. The folders that were tried, where they are in none.
    ///
    /// - Parameter path: where the network lies, if not there.
    static func find(
        _ version: String, sha256: String, at path: String? = nil,
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> (files: NetworkFiles?, tried: [String]) {
        let folders = environment[variable].map { [$0] } ?? DataFolders.usual(environment).map { $0 + "detectors" }
        for folder in folders {
            let files = NetworkFiles(
                runtime: "\(folder)/\(runtimeName)", network: path ?? "\(folder)/\(version).onnx", sha256: sha256)
            if unsafe access(files.runtime, R_OK) == 0, unsafe access(files.network, R_OK) == 0 { return (files, []) }
        }
        return (nil, folders)
    }
}

/// Where parts that are loaded at run time lie.
enum DataFolders {
    /// Beside the running program, and in the user's data folder; each ends in a slash.
    static func usual(_ environment: [String: String]) -> [String] {
        var folders: [String] = []
        if let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folders.append(String(program.prefix(through: program.lastIndex(of: "/") ?? program.startIndex)))
        }
        // The XDG base directory specification: a relative path is none.
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            folders.append("\(data)/vericlip/")
        } else if let home = environment["HOME"] {
            folders.append("\(home)/.local/share/vericlip/")
        }
        return folders
    }
}
