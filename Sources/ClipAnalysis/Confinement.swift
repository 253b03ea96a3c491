/// What holds the child that reads an untrusted file.
public struct Confinement: Sendable, Hashable, Codable {
    /// Memory, processor time, file size and open files are limited.
    public var resourceLimits: Bool
    /// The kernel refuses every system call that decoding does not need: no network, no files, no programs.
    public var systemCallFilter: Bool
    /// Why something of this is missing.
    public var reason: String?
    /// What the child tried to do with the filter in place, and whether the kernel refused it. Empty for a child that was asked
    /// about a file: it has better things to do.
    public var refused: [ForbiddenAct] = []
    public var permitted: [ForbiddenAct] = []

    public init(resourceLimits: Bool, systemCallFilter: Bool, reason: String? = nil) {
        self.resourceLimits = resourceLimits
        self.systemCallFilter = systemCallFilter
        self.reason = reason
    }

    public var isFull: Bool { resourceLimits && systemCallFilter && permitted.isEmpty }
}

/// What a child that reads an untrusted file must not be able to do. Raw values are words for "it tried to …".
public enum ForbiddenAct: String, Sendable, Codable, CaseIterable {
    case openFile = "open a file"
    case writeFile = "open one for writing"
    case makeFolder = "make a folder"
    case deleteFile = "delete a file"
    case makeSocket = "make a socket"
    case runProgram = "run a program"
    case startProcess = "start a process"
    case mapCode = "make memory executable"
    case signalProcess = "signal a process"
}
