import CSeccomp
import ClipAnalysis
import Glibc

extension Confinement {
    /// Gives up everything that decoding does not need.
    static func enter(_ request: AnalysisRequest) -> Confinement {
        var failures: [String] = []
        // The parent waits for this process; without it nobody does.
        if vericlip_die_with_parent() != 0 { failures.append("the child may outlive its parent") }
        let limits = [
            ("memory", RLIMIT_AS, request.addressSpace),
            ("processor time", RLIMIT_CPU, request.limits.processorTime),
            ("file size", RLIMIT_FSIZE, 0),
            ("open files", RLIMIT_NOFILE, 16),
            ("core dumps", RLIMIT_CORE, 0),
        ]
        let unlimited = limits.filter { !set($0.1, $0.2) }.map(\.0)
        if !unlimited.isEmpty { failures.append("no limit on \(unlimited.joined(separator: ", "))") }
        let refusal = SystemCallFilter.install()
        if let refusal { failures.append("no system call filter (\(refusal))") }
        return Confinement(
            resourceLimits: unlimited.isEmpty, systemCallFilter: refusal == nil,
            reason: failures.isEmpty ? nil : failures.joined(separator: "; "))
    }

    private static func set(_ resource: __rlimit_resource, _ value: Int) -> Bool {
        // At the last second of processor time the system kills without saying why; one before, by SIGXCPU, which the parent knows.
        let last = resource.rawValue == RLIMIT_CPU.rawValue ? value + 1 : value
        var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(last))
        return unsafe setrlimit(Int32(resource.rawValue), &limit) == 0
    }
}
