package import Detection
internal import FoundationEssentials
internal import Glibc

/// The runtime and the network that judge faces; whether they are the ones that are known is for the child to check.
package struct FaceNetworkFiles: Codable, Sendable, Hashable {
    package var runtime: String
    package var network: String
    package var model: FaceModel

    package init(runtime: String, network: String, model: FaceModel) {
        self.runtime = runtime
        self.network = network
        self.model = model
    }

    private static let variable = "VERICLIP_DETECTORS"
    private static let runtimeName = "libonnxruntime.so"

    /// In the folder that the environment names, and no other where it names one; else beside the running program; else in the
    /// user's data folder, where `scripts/setup --detectors` puts them. The folders that were tried, where they are in none.
    ///
    /// - Parameter judge: of a network of the user's own only the runtime is sought there.
    static func find(
        _ judge: FaceJudge, _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> (files: FaceNetworkFiles?, tried: [String]) {
        let folders = environment[variable].map { [$0] } ?? DataFolders.usual(environment).map { $0 + "detectors" }
        for folder in folders {
            let files = FaceNetworkFiles(
                runtime: "\(folder)/\(runtimeName)",
                network: judge.path ?? "\(folder)/\(judge.model.version).onnx", model: judge.model)
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
