internal import Foundation
internal import RegistryStorage
internal import Synchronization

/// A server's figures, in the text format of Prometheus (version 0.0.4).
final class ServerMetrics: Sendable {
    private struct Answer: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct Figures {
        var answers: [Answer: Int] = [:]
        var seconds: [String: Histogram] = [:]
        var received = 0
        var sent = 0
        var refused: [String: Int] = [:]
        var slowConnections = 0
        var verifications = Histogram(bounds: [1, 2.5, 5, 10, 30, 60, 300, 1800])
        var clipBytes = 0
    }

    private let figures = Mutex(Figures())
    private let startedAt = Date().timeIntervalSince1970

    /// What an answer was, and how long it took until it began.
    /// - Parameter route: the template, never the path: its names are few.
    func answered(_ route: String, _ method: String, _ status: Int, seconds: Double, received: Int, sent: Int) {
        figures.withLock { figures in
            figures.answers[Answer(route: route, method: method, status: status), default: 0] += 1
            figures.seconds[route, default: Histogram(bounds: [0.005, 0.025, 0.1, 0.5, 2.5, 10])].add(seconds)
            figures.received += received
            figures.sent += sent
        }
    }

    /// - Parameter problem: the last part of its type.
    func refused(_ problem: String) { figures.withLock { $0.refused[problem, default: 0] += 1 } }

    func endedSlowConnection() { figures.withLock { $0.slowConnections += 1 } }

    func verified(bytes: Int, seconds: Double) {
        figures.withLock { figures in
            figures.verifications.add(seconds)
            figures.clipBytes += bytes
        }
    }

    /// - Parameter counts: of verifications by state.
    func text(_ counts: [RequestedVerification.State: Int]) -> String {
        let figures = figures.withLock { $0 }
        var lines: [String] = []
        func add(_ name: String, _ type: String, _ help: String, _ values: [String]) {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"] + values
        }
        add(
            "vericlip_requests_total", "counter", "Requests answered.",
            figures.answers.map { answer, count in
                "vericlip_requests_total{route=\"\(answer.route)\",method=\"\(answer.method)\",status=\"\(answer.status)\"} \(count)"
            }.sorted())
        add(
            "vericlip_request_seconds", "histogram", "Until an answer began.",
            figures.seconds.sorted { $0.key < $1.key }.flatMap { route, histogram in
                histogram.lines("vericlip_request_seconds", labels: "route=\"\(route)\"")
            })
        add(
            "vericlip_request_bytes_total", "counter", "Bytes of requests, as far as their heads say.",
            ["vericlip_request_bytes_total \(figures.received)"])
        add(
            "vericlip_response_bytes_total", "counter", "Bytes of answers whose length was known beforehand.",
            ["vericlip_response_bytes_total \(figures.sent)"])
        add(
            "vericlip_problems_total", "counter", "Requests answered with a problem, by its type.",
            figures.refused.map { "vericlip_problems_total{type=\"\($0)\"} \($1)" }.sorted())
        add(
            "vericlip_slow_connections_total", "counter", "Connections ended because too little came.",
            ["vericlip_slow_connections_total \(figures.slowConnections)"])
        add(
            "vericlip_verifications", "gauge", "Verifications kept, by state.",
            [RequestedVerification.State.queued, .running, .done, .failed].map {
                "vericlip_verifications{state=\"\($0.rawValue)\"} \(counts[$0] ?? 0)"
            })
        add(
            "vericlip_verification_seconds", "histogram", "From a clip's turn to its report.",
            figures.verifications.lines("vericlip_verification_seconds"))
        add(
            "vericlip_verified_bytes_total", "counter", "Bytes of clips that were verified.",
            ["vericlip_verified_bytes_total \(figures.clipBytes)"])
        add(
            "process_start_time_seconds", "gauge", "Since 1970.", ["process_start_time_seconds \(startedAt)"])
        if let bytes = Self.residentBytes {
            add(
                "process_resident_memory_bytes", "gauge", "Memory in use.", ["process_resident_memory_bytes \(bytes)"])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// proc_pid_statm(5): the second number, in pages. Nothing where the system does not tell.
    private static var residentBytes: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * Int(getpagesize()) }
    }
}
