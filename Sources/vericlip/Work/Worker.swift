import Foundation
import Registry
import RegistryStorage
import Synchronization

/// Takes jobs from a queue, one after the other in each of its lanes, until it is told to stop.
///
/// It keeps nothing: one that is killed costs no job, for the next takes it when the lease has run out.
struct Worker: Sendable {
    let queue: JobQueue
    /// As the operator sees it.
    let name: String
    let bench: WorkBench
    /// Milliseconds for which a job is taken; renewed while it is done.
    let lease: Int
    /// Whether it ends where nothing waits.
    let endsWhenIdle: Bool
    /// Called with each thing that an operator should know.
    let tell: @Sendable (Event) -> Void

    enum Event: Sendable {
        case did(HeldJob, seconds: Double)
        /// It is tried again, by this worker or another.
        case gaveBack(HeldJob, why: String)
        /// It was taken out, or taken by another meanwhile.
        case lost(HeldJob)
        case waits(RegistryError)
    }

    /// While nothing waits.
    private static let pause = Duration.milliseconds(500)
    /// While the database is away.
    private static let patience = Duration.seconds(2)
    /// How long it is tried to hand in what came out.
    private static let insistence = Duration.seconds(300)

    /// - Parameters:
    ///   - lanes: jobs at a time.
    ///   - isStopping: asked before each job.
    func run(lanes: Int, isStopping: @escaping @Sendable () -> Bool) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<lanes {
                group.addTask {
                    while !isStopping(), await doNext() {}
                }
            }
        }
    }

    /// - Returns: whether to go on.
    private func doNext() async -> Bool {
        do throws(RegistryError) {
            if let job = try await BlockingCalls.run({ () throws(RegistryError) in
                try queue.take(bench.kinds, as: name, lease: lease)
            }) {
                await perform(job)
                return true
            }
        } catch {
            tell(.waits(error))
            try? await Task.sleep(for: Self.patience)
            return true
        }
        if endsWhenIdle { return false }
        try? await Task.sleep(for: Self.pause)
        return true
    }

    private func perform(_ job: HeldJob) async {
        let began = ContinuousClock.now
        let progress = Progress()
        let result = await withTaskGroup(of: Result<[String: [UInt8]], WorkObstacle>?.self) { group in
            group.addTask { await outcome(of: job, progress) }
            group.addTask {
                await renew(job, progress)
                return nil
            }
            // Whichever ends first ends the other: the work is done, or the job is another's.
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        switch result {
        case .success(let outcome): await handIn(outcome, of: job, began: began)
        case .failure(let obstacle):
            tell(.gaveBack(job, why: obstacle.why))
            // Where this fails the lease runs out, to the same end.
            try? await BlockingCalls.run { () throws(RegistryError) in try queue.giveBack(job, because: obstacle.why) }
        case nil: tell(.lost(job))
        }
    }

    /// What was said last of a job in hand.
    private final class Progress: Sendable {
        let said = Mutex<[UInt8]>([])
    }

    private func outcome(of job: HeldJob, _ progress: Progress) async -> Result<[String: [UInt8]], WorkObstacle> {
        do {
            return .success(
                try await bench.outcome(of: job, from: queue) { said in progress.said.withLock { $0 = said } })
        } catch {
            return .failure(error)
        }
    }

    /// Until it is cancelled, or the job is not this worker's any more.
    private func renew(_ job: HeldJob, _ progress: Progress) async {
        while (try? await Task.sleep(for: .milliseconds(min(1000, lease / 4)))) != nil {
            let said = progress.said.withLock { $0 }
            // Where the database is away nobody else gets the job either; where it is not, this is asked again.
            let isHeld = try? await BlockingCalls.run { () throws(RegistryError) in
                try queue.renew(job, progress: said, lease: lease)
            }
            if isHeld == false { return }
        }
    }

    private func handIn(_ outcome: [String: [UInt8]], of job: HeldJob, began: ContinuousClock.Instant) async {
        let finished = ContinuousClock.now
        while true {
            do throws(RegistryError) {
                let isTaken = try await BlockingCalls.run { () throws(RegistryError) in
                    try queue.finish(job, with: outcome)
                }
                return tell(isTaken ? .did(job, seconds: began.duration(to: finished) / .seconds(1)) : .lost(job))
            } catch {
                tell(.waits(error))
                guard finished.duration(to: .now) < Self.insistence else { return }
                try? await Task.sleep(for: Self.patience)
            }
        }
    }
}

/// What keeps a worker from a job, and would perhaps not keep another.
struct WorkObstacle: Error {
    let why: String
}
