/// What holds the child that reads an untrusted file.
public struct Confinement: Sendable, Hashable, Codable {
    /// Memory, processor time, file size and open files are limited.
    public var resourceLimits: Bool
    /// The kernel refuses every system call that decoding does not need: no network, no files, no programs.
    public var systemCallFilter: Bool
    /// Why something of this is missing.
    public var reason: String?

    public init(resourceLimits: Bool, systemCallFilter: Bool, reason: String? = nil) {
        self.resourceLimits = resourceLimits
        self.systemCallFilter = systemCallFilter
        self.reason = reason
    }

    public var isFull: Bool { resourceLimits && systemCallFilter }
}
