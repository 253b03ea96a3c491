/// A piece of work that any `vericlip work` process may do, as whoever asks for it hands it in.
public struct JobOrder: Sendable, Hashable {
    /// What is to be done.
    public enum Kind: String, Sendable, CaseIterable {
        /// A clip is verified.
        case verify
        /// A recording that goes with the job is read, to be registered by whoever asks.
        case scan
        /// A recording is read that lies where the workers have their archive.
        case archive
    }

    public let kind: Kind
    /// Names the job for ever: handing it in again adds nothing.
    public let id: String
    /// Who hands it in and takes what came out: a server, or a run of ingestion.
    public let asker: String
    /// Whose turn it takes.
    public let tenant: String
    /// Whether it comes after everything that somebody waits for.
    public let isBatch: Bool
    /// What is asked, for the worker alone to read.
    public let request: [UInt8]

    public init(kind: Kind, id: String, asker: String, tenant: String, isBatch: Bool, request: [UInt8]) {
        self.kind = kind
        self.id = id
        self.asker = asker
        self.tenant = tenant
        self.isBatch = isBatch
        self.request = request
    }
}

/// A job in a worker's hands, until its lease runs out.
public struct HeldJob: Sendable, Hashable {
    public let number: Int
    public let kind: JobOrder.Kind
    public let request: [UInt8]
    /// The how-manieth attempt it is, from 1 on. A worker whose lease has run out holds an earlier one, and nothing that it says counts.
    public let attempt: Int
}

/// How far a job is.
public enum JobStanding: Sendable, Hashable {
    case queued
    /// - Parameter progress: what the worker said last.
    case running(progress: [UInt8])
    case done
    /// It was tried as often as anything is, and set aside.
    case failed(why: String)
}

/// What an operator watches.
public struct JobFigures: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public let kind: String
        public let tenant: String
        public let isBatch: Bool
        public let queued: Int
        public let running: Int
        /// Of which the outcome was not taken yet.
        public let done: Int
        public let failed: Int
        /// Seconds for which the first of the queued has waited.
        public let waited: Int
    }

    /// A job that was set aside, and that its asker has not taken back yet.
    public struct Failure: Sendable, Hashable {
        public let id: String
        public let why: String
    }

    /// By tenant.
    public let lines: [Line]
    /// Jobs in hand by the names of their workers.
    public let workers: [String: Int]
    /// The latest first, at most 20.
    public let failures: [Failure]
}
