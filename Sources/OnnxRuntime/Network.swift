internal import Glibc
internal import Signing

/// A network in an ONNX file, run by ONNX Runtime on the caller's thread, on the processor alone.
///
/// Runtime and network stay loaded for as long as the process lives.
@safe
public struct Network {
    /// A file, and the SHA-256 that it must have: what it does when it is loaded is decided by it.
    public struct File: Sendable, Hashable {
        public var path: String
        /// In lower-case hexadecimal.
        public var sha256: String

        public init(path: String, sha256: String) {
            self.path = path
            self.sha256 = sha256
        }
    }

    private static let onlyErrors: Int32 = 3  // ORT_LOGGING_LEVEL_ERROR
    private static let float: Int32 = 1  // ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT
    private static let deviceAllocator: Int32 = 0  // OrtDeviceAllocator

    private let runtime: RuntimeInterface
    private let session: OpaquePointer
    private let memory: OpaquePointer

    /// Loads a runtime and a network.
    public init(runtime library: File, network: File) throws(NetworkError) {
        for file in [library, network] {
            guard let digest = try? SHA256Digest(ofFile: file.path) else { throw .unreadable(path: file.path) }
            guard digest.hex == file.sha256 else { throw .altered(path: file.path) }
        }
        // Who may write beside the running program, or in the user's own folders, between the check and this may do worse.
        guard let runtime = RuntimeInterface(library: library.path) else { throw .noRuntime(path: library.path) }
        var environment: OpaquePointer?
        var options: OpaquePointer?
        var session: OpaquePointer?
        var memory: OpaquePointer?
        unsafe try runtime.check(runtime.createEnvironment(Self.onlyErrors, "vericlip", &environment))
        unsafe try runtime.check(runtime.createOptions(&options))
        // One thread, the caller's: none is started, none spins.
        unsafe try runtime.check(runtime.setThreads(options, 1))
        unsafe try runtime.check(runtime.createSession(environment, network.path, options, &session))
        unsafe try runtime.check(runtime.createMemory(Self.deviceAllocator, 0, &memory))
        guard let session = unsafe session, let memory = unsafe memory else {
            throw .failed(reason: "it made no session")
        }
        self.runtime = runtime
        unsafe self.session = session
        unsafe self.memory = memory
    }

    /// What an output holds, in the order of the file, where an input holds `values`.
    ///
    /// - Parameter shape: sizes of the input; their product is the number of values.
    public func run(_ values: [Float], shape: [Int], input: String, output: String) throws(NetworkError) -> [Float] {
        precondition(shape.reduce(1, *) == values.count, "one value a place")
        var values = values
        let sizes = shape.map { Int64($0) }
        var result: OpaquePointer?
        let status = unsafe values.withUnsafeMutableBytes { bytes in
            unsafe input.withCString { input in
                unsafe output.withCString { output in
                    var tensor: OpaquePointer?
                    let made = unsafe runtime.createTensor(
                        memory, bytes.baseAddress, bytes.count, sizes, sizes.count, Self.float, &tensor)
                    if unsafe made != nil { return unsafe made }
                    defer { unsafe runtime.releaseValue(tensor) }
                    let (inputs, outputs): ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) = unsafe (
                        [input], [output]
                    )
                    return unsafe runtime.run(session, nil, inputs, [tensor], 1, outputs, 1, &result)
                }
            }
        }
        unsafe try runtime.check(status)
        defer { unsafe runtime.releaseValue(result) }
        return unsafe try floats(in: result)
    }

    private func floats(in tensor: OpaquePointer?) throws(NetworkError) -> [Float] {
        var description: OpaquePointer?
        var data: UnsafeMutableRawPointer?
        var type: Int32 = 0
        var count = 0
        unsafe try runtime.check(runtime.describe(tensor, &description))
        defer { unsafe runtime.releaseDescription(description) }
        unsafe try runtime.check(runtime.elementType(description, &type))
        unsafe try runtime.check(runtime.elementCount(description, &count))
        guard type == Self.float else { throw .failed(reason: "its output holds no 32-bit floats") }
        unsafe try runtime.check(runtime.data(tensor, &data))
        return unsafe Array(UnsafeBufferPointer(start: data?.assumingMemoryBound(to: Float.self), count: count))
    }
}
