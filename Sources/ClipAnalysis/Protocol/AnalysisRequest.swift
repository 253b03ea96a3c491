internal import FoundationEssentials

/// What the child is asked to do: its only argument, as JSON. The file is its standard input.
package struct AnalysisRequest: Codable, Sendable {
    package var job: Job
    package var threads: Int
    package var limits: AnalysisLimits

    package enum Job: String, Codable, Sendable {
        /// Only confine yourself and say how.
        case confine
        /// Fingerprint for registration, or for a query.
        case scanForRegistry
        case scanForQuery
    }

    package init(job: Job, threads: Int = 1, limits: AnalysisLimits) {
        self.job = job
        self.threads = min(max(threads, 1), 64)
        self.limits = limits
    }

    /// Bytes of address space for the child.
    package var addressSpace: Int { limits.memory + threads * AnalysisLimits.memoryPerThread }

    package init(argument: String) throws {
        self = try JSONDecoder().decode(AnalysisRequest.self, from: Data(argument.utf8))
    }

    package func argument() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }
}
