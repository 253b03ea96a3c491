internal import Foundation
internal import HTTPClient
internal import Logging
internal import RegistryStorage
internal import Reporting
internal import ServiceLifecycle

/// Tells whoever wanted to know that a verification is over: kept until it is taken, tried again for some three days.
struct WebhookSender: Service {
    let store: VerificationStore
    let secret: WebhookSecret
    let reach: HTTPReach
    let logger: Logger

    /// Between two looks at what is due.
    private static let interval = Duration.seconds(1)
    /// Told at the same time.
    private static let width = 8
    /// From one attempt to the next, in seconds: the schedule that the Standard Webhooks specification recommends.
    private static let pauses: [Int64] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000]

    /// Until it is cancelled or the server is stopped.
    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let due = try store.deliveries(dueAt: Self.now, limit: Self.width)
                    await withDiscardingTaskGroup { group in
                        for delivery in due { group.addTask { await deliver(delivery) } }
                    }
                    if !due.isEmpty { continue }
                } catch {
                    logger.error("webhooks wait: \(error)")
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    @concurrent private func deliver(_ delivery: VerificationStore.Delivery) async {
        let outcome = await isTaken(delivery)
        // What an attempt came to that was cut short by the end of the server is not known: it is made again.
        guard !Task.isCancelled else { return }
        do {
            switch outcome {
            case .taken: try store.close(delivery)
            case .refusedForGood: try store.close(delivery)
            case .notNow where delivery.attempts < Self.pauses.count:
                try store.postpone(delivery, until: Self.now + Self.pauses[delivery.attempts])
            case .notNow:
                logger.error("a webhook was given up after \(delivery.attempts + 1) attempts")
                try store.close(delivery)
            }
        } catch {
            logger.error("what became of a webhook could not be kept: \(error)")
        }
    }

    private enum Outcome {
        case taken, refusedForGood, notNow
    }

    private func isTaken(_ delivery: VerificationStore.Delivery) async -> Outcome {
        guard let address = delivery.verification.webhook else { return .refusedForGood }
        let time = Self.now
        let body = Self.body(of: delivery.verification, at: time)
        let client = HTTPClient(
            seconds: 15, byteLimit: 64 << 10, reach: reach,
            headers: secret.headers(id: "msg_\(delivery.verification.id)", time: time, body: body))
        guard let reply = try? await client.post(address, body: body, contentType: "application/json") else {
            return .notNow
        }
        switch reply.status {
        case 200..<300: return .taken
        // Gone: who answers so wants no more of it.
        case 410: return .refusedForGood
        default: return .notNow
        }
    }

    /// What is over, and where its report is; not the report, which only who may ask for it gets.
    private static func body(of verification: RequestedVerification, at time: Int64) -> [UInt8] {
        let body = JSONValue.object([
            "type": .string("verification.\(verification.state.rawValue)"),
            "timestamp": .string(Date(timeIntervalSince1970: TimeInterval(time)).formatted(.iso8601)),
            "data": VerificationResource(verification: verification, progress: nil).value,
        ])
        return Array(body.compact.utf8)
    }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970) }
}
