internal import Glibc

/// The functions of ONNX Runtime's C interface that are used, by their places in its table (`OrtApi`), which only ever grows.
///
/// Those that return a status return null where all went well.
@safe
struct RuntimeInterface {
    typealias Handle = OpaquePointer
    typealias Status = OpaquePointer

    typealias CreateEnvironment =
        @convention(c) (_ severity: Int32, _ name: UnsafePointer<CChar>?, UnsafeMutablePointer<Handle?>?) -> Status?
    typealias CreateSession =
        @convention(c) (
            _ environment: Handle?, _ path: UnsafePointer<CChar>?, _ options: Handle?, UnsafeMutablePointer<Handle?>?
        ) -> Status?
    typealias Run =
        @convention(c) (
            _ session: Handle?, _ options: Handle?, _ inputs: UnsafePointer<UnsafePointer<CChar>?>?,
            UnsafePointer<Handle?>?, Int, _ outputs: UnsafePointer<UnsafePointer<CChar>?>?, Int,
            UnsafeMutablePointer<Handle?>?
        ) -> Status?
    typealias Create = @convention(c) (UnsafeMutablePointer<Handle?>?) -> Status?
    typealias SetNumber = @convention(c) (Handle?, Int32) -> Status?
    typealias CreateTensor =
        @convention(c) (
            _ memory: Handle?, UnsafeMutableRawPointer?, _ bytes: Int, _ shape: UnsafePointer<Int64>?, Int,
            _ type: Int32, UnsafeMutablePointer<Handle?>?
        ) -> Status?
    typealias Data = @convention(c) (Handle?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> Status?
    typealias Describe = @convention(c) (Handle?, UnsafeMutablePointer<Handle?>?) -> Status?
    typealias Count = @convention(c) (Handle?, UnsafeMutablePointer<Int>?) -> Status?
    typealias Kind = @convention(c) (Handle?, UnsafeMutablePointer<Int32>?) -> Status?
    typealias CreateMemory =
        @convention(c) (_ allocator: Int32, _ type: Int32, UnsafeMutablePointer<Handle?>?) -> Status?
    typealias Message = @convention(c) (Status?) -> UnsafePointer<CChar>?
    typealias Release = @convention(c) (Handle?) -> Void

    /// The oldest table that has all of them: version 1.12's.
    private static let version: UInt32 = 12

    let message: Message
    let createEnvironment: CreateEnvironment
    let createSession: CreateSession
    let run: Run
    let createOptions: Create
    let setThreads: SetNumber
    let createTensor: CreateTensor
    let data: Data
    let elementType: Kind
    let elementCount: Count
    let describe: Describe
    let createMemory: CreateMemory
    let releaseStatus: Release
    let releaseValue: Release
    let releaseDescription: Release

    /// Opens the library at a path; nil where it is none of ONNX Runtime, or too old.
    init?(library path: String) {
        typealias GetBase = @convention(c) () -> UnsafePointer<UnsafeRawPointer?>?
        typealias GetTable = @convention(c) (UInt32) -> UnsafePointer<UnsafeRawPointer?>?
        guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL),
            let symbol = unsafe dlsym(library, "OrtGetApiBase"),
            let base = unsafe unsafeBitCast(symbol, to: GetBase.self)(), let first = unsafe base[0],
            let table = unsafe unsafeBitCast(first, to: GetTable.self)(Self.version)
        else { return nil }
        func function<Function>(_ place: Int, _: Function.Type) -> Function {
            unsafe unsafeBitCast(table[place], to: Function.self)
        }
        unsafe message = function(2, Message.self)
        unsafe createEnvironment = function(3, CreateEnvironment.self)
        unsafe createSession = function(7, CreateSession.self)
        unsafe run = function(9, Run.self)
        unsafe createOptions = function(10, Create.self)
        unsafe setThreads = function(24, SetNumber.self)
        unsafe createTensor = function(49, CreateTensor.self)
        unsafe data = function(51, Data.self)
        unsafe elementType = function(60, Kind.self)
        unsafe elementCount = function(64, Count.self)
        unsafe describe = function(65, Describe.self)
        unsafe createMemory = function(69, CreateMemory.self)
        unsafe releaseStatus = function(93, Release.self)
        unsafe releaseValue = function(96, Release.self)
        unsafe releaseDescription = function(99, Release.self)
    }

    /// Throws what a status says, and lets go of it.
    func check(_ status: Status?) throws(NetworkError) {
        guard let status = unsafe status else { return }
        let words = unsafe message(status).map { unsafe String(cString: $0) } ?? "an error without words"
        unsafe releaseStatus(status)
        throw .failed(
            reason: String(
                decoding: words.utf8.map { (0x20...0x7e).contains($0) ? $0 : 0x20 }.prefix(300), as: UTF8.self))
    }
}
