import ArgumentParser
import ClipAnalysis
import VericlipServer

/// How much of a server one asker may use.
struct ServeLimits: ParsableArguments {
    @Option(
        help:
            "Requests a minute of a key, or of an address without one; 0 for any number. 600 with keys, else any number."
    )
    var requestsPerMinute: Int?
    @Option(help: "Clips a day (UTC) of a key; 0 for any number. 1000 with keys, else any number.")
    var clipsPerDay: Int?
    @Option(help: "Gigabytes of clips a day (UTC) of a key; 0 for any number. 100 with keys, else any number.")
    var gigabytesPerDay: Int?
    @Option(help: "Connections open at a time.") var connections = 512
    @Option(
        help:
            "Minutes of processor time that reading one clip may take: small files can hold very many large pictures. What takes longer cannot be assessed."
    )
    var minutesPerClip = 30.0

    func validate() throws {
        for (name, value) in [
            ("--requests-per-minute", requestsPerMinute), ("--clips-per-day", clipsPerDay),
            ("--gigabytes-per-day", gigabytesPerDay),
        ] {
            if let value, !(0...1_000_000_000).contains(value) {
                throw ValidationError("\(name) is from 0 to 1000000000.")
            }
        }
        if !(0.01...10_000).contains(minutesPerClip) {
            throw ValidationError("--minutes-per-clip is from 0.01 to 10000.")
        }
        if !(1...100_000).contains(connections) { throw ValidationError("--connections is from 1 to 100000.") }
    }

    /// Of the child that decodes a clip.
    var analysis: AnalysisLimits { AnalysisLimits(processorTime: Int((minutesPerClip * 60).rounded(.up))) }

    func limits(asksForKeys: Bool) -> ServerLimits {
        var limits: ServerLimits = asksForKeys ? .shared : .own
        if let requestsPerMinute { limits.requestsPerMinute = requestsPerMinute == 0 ? nil : requestsPerMinute }
        if let clipsPerDay { limits.clipsPerDay = clipsPerDay == 0 ? nil : clipsPerDay }
        if let gigabytesPerDay { limits.bytesPerDay = gigabytesPerDay == 0 ? nil : gigabytesPerDay * 1_000_000_000 }
        limits.connections = connections
        return limits
    }
}
