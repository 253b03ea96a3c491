package import Detection
internal import FoundationEssentials

/// What the child is asked to do: its only argument, as JSON. The file is its standard input.
package struct AnalysisRequest: Codable, Sendable {
    package var job: Job
    package var threads: Int
    package var limits: AnalysisLimits
    /// Path of the face detector; none where faces are not to be looked for.
    package var faceDetector: String?
    /// The networks that are given crops of faces, and the runtime for them; the detector is named then, too.
    package var faceNetworks: [FaceNetworkFiles]
    /// The network that puts voices into numbers; none where they are not to be compared.
    package var voiceNetwork: NetworkFiles?
    /// Path of a list of certificate authorities in PEM, which vouch for signers of Content Credentials; none where there is none.
    package var trustList: String?
    /// Path of the manifest store that was fetched from where the file says that it lies; none where it was not.
    package var manifestStore: String?

    package enum Job: Codable, Sendable, Hashable {
        /// Only confine yourself and say how.
        case confine
        /// Fingerprint for registration, or for a query.
        case scanForRegistry
        case scanForQuery
        /// The Content Credentials alone; a query has them too.
        case credentials
        /// The small pictures of a stretch, in milliseconds.
        case pictures(range: Range<Int>)
        /// The frames nearest to these times in milliseconds, in colour, at most so many rows high.
        case frames(times: [Int], height: Int)
        /// What there is of faces, lips and voices: what is looked at in one decoding.
        case examine(ExaminationPlan)
    }

    package init(
        job: Job, threads: Int = 1, limits: AnalysisLimits, faceDetector: String? = nil,
        faceNetworks: [FaceNetworkFiles] = [], voiceNetwork: NetworkFiles? = nil, trustList: String? = nil,
        manifestStore: String? = nil
    ) {
        self.job = job
        self.manifestStore = manifestStore
        self.trustList = trustList
        self.faceDetector = faceDetector
        self.faceNetworks = faceNetworks
        self.voiceNetwork = voiceNetwork
        self.threads = min(max(threads, 1), 64)
        self.limits = limits
    }

    /// Whether the child tells what became of parts that it was to load.
    package var namesParts: Bool { faceDetector != nil || voiceNetwork != nil }

    /// Bytes of address space for the child.
    package var addressSpace: Int {
        limits.memory + threads * AnalysisLimits.memoryPerThread + faceNetworks.count * AnalysisLimits.memoryPerNetwork
    }

    package init(argument: String) throws {
        self = try JSONDecoder().decode(AnalysisRequest.self, from: Data(argument.utf8))
    }

    package func argument() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }
}
