import Foundation
import OnnxRuntime
import Testing

/// The runtime where `scripts/setup --detectors` puts it, with a network of our own: y = x W + b, of one row.
struct NetworkTests {
    static let runtime: Network.File? = {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
        let path = (environment["VERICLIP_DETECTORS"] ?? data + "/vericlip/detectors") + "/libonnxruntime.so"
        if FileManager.default.fileExists(atPath: path) {
            return Network.File(path: path, sha256: "6c1585d1bbf45b0712ea4a21b705c5fcb4ba04ff2e30f1fbf81a49faf658638f")
        }
        print("Skipped: ONNX Runtime is not at \(path); scripts/setup --detectors fetches it.")
        return nil
    }()

    /// W = [[1, 0], [0, 2], [3, 0]], b = [0.5, -1]; 160 bytes.
    private static let tiny = Data(
        base64Encoded:
            "CAcSCHZlcmljbGlwOosBChEKAXgKAXcSAXAiBk1hdE11bAoOCgFwCgFiEgF5IgNBZGQSBHRpbnkqIwgDCAIQAUIBd0oYAACAPwAA"
            + "AAAAAAAAAAAAQAAAQEAAAAAAKhEIAhABQgFiSggAAAA/AACAv1oTCgF4Eg4KDAgBEggKAggBCgIIA2ITCgF5Eg4KDAgBEggKAggBCgIIAkIE"
            + "CgAQDg==")!
    private static let tinyDigest = "e83d50b60ac738d8a77a2700591762ee47c26ace83cf8a20183930f6289a4ec7"

    private func withFile<Result>(_ data: Data, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "vericlip-network-\(UUID().uuidString)")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    @Test(.enabled(if: runtime != nil)) func runsANetwork() throws {
        let runtime = try #require(Self.runtime)
        try withFile(Self.tiny) { path in
            let network = try Network(runtime: runtime, network: Network.File(path: path, sha256: Self.tinyDigest))
            for _ in 0..<3 {
                #expect(try network.run([1, 2, 3], shape: [1, 3], input: "x", output: "y") == [10.5, 3])
            }
            #expect(try network.run([0, -1, 0], shape: [1, 3], input: "x", output: "y") == [0.5, -3])
            #expect(throws: NetworkError.self) { try network.run([1, 2, 3], shape: [1, 3], input: "z", output: "y") }
            #expect(throws: NetworkError.self) { try network.run([1, 2], shape: [1, 2], input: "x", output: "y") }
        }
    }

    @Test func refusesWhatIsNotPinned() throws {
        try withFile(Self.tiny) { path in
            let file = Network.File(path: path, sha256: Self.tinyDigest)
            let other = Network.File(path: path, sha256: String(repeating: "0", count: 64))
            #expect(throws: NetworkError.altered(path: path)) { try Network(runtime: other, network: file) }
            #expect(throws: NetworkError.altered(path: path)) { try Network(runtime: file, network: other) }
            #expect(throws: NetworkError.noRuntime(path: path)) { try Network(runtime: file, network: file) }
            #expect(throws: NetworkError.unreadable(path: path + ".none")) {
                try Network(runtime: Network.File(path: path + ".none", sha256: ""), network: file)
            }
        }
    }

    @Test(.enabled(if: runtime != nil)) func saysWhyANetworkCannotBeRead() throws {
        let runtime = try #require(Self.runtime)
        let broken = Data(Self.tiny.prefix(80))
        try withFile(broken) { path in
            let error = #expect(throws: NetworkError.self) {
                try Network(
                    runtime: runtime,
                    network: Network.File(
                        path: path, sha256: "69465ca90ba314f41b338e522bd0f8c8bdb9ed6d3005d1bfe168ee3203b3c9c6"))
            }
            if case .failed(let reason) = error {
                #expect(!reason.isEmpty)
            } else {
                Issue.record("\(String(describing: error))")
            }
        }
    }
}
