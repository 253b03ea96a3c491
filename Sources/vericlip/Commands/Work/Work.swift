import ArgumentParser
import Foundation
import Registry
import RegistryStorage
import Synchronization

/// `vericlip work`: does what others hand out.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verifies clips and reads recordings that vericlip serve --workers and vericlip ingest hand out.",
        discussion: """
            Any number of them, on any machines that reach the registry's database: each takes the job whose turn it is, and keeps \
            nothing. Clips are judged by the keys of whoever asks. Stopped with Ctrl-C or by systemd it finishes what it has in \
            hand; one that is killed costs no job. Needs no home, and no key but the database's.
            """)

    @OptionGroup var home: HomeOption
    @OptionGroup var database: DatabaseOption
    @Option(help: "Jobs at a time.") var jobs = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "Threads for decoding, of each job.") var threads = 1
    @Option(
        help: ArgumentHelp(
            "Where the recordings lie that vericlip ingest names: a folder, or s3://BUCKET/PREFIX?endpoint=https://….",
            valueName: "place"))
    var archive: String?
    @Option(help: "Seconds after which another takes over what this one was killed over.") var lease = 30
    @Flag(help: "End where nothing waits, in place of waiting for more.") var untilIdle = false

    func validate() throws {
        if jobs < 1 { throw ValidationError("--jobs is 1 or more.") }
        if threads < 1 { throw ValidationError("--threads is 1 or more.") }
        if !(1...3600).contains(lease) { throw ValidationError("--lease is from 1 to 3600.") }
    }

    func run() async throws {
        let address = try database.address(of: home)
        let worker: Worker
        do {
            let bench = try WorkBench(
                registry: RegistryPlace.database(address).reading(), home: home,
                archive: archive.map { try Archive($0) }, threads: threads)
            let host = ProcessInfo.processInfo.hostName
            worker = Worker(
                queue: try JobQueue(address), name: "\(host):\(getpid())", bench: bench, lease: lease * 1000,
                endsWhenIdle: untilIdle, tell: Self.tell)
        } catch let error as RegistryError {
            throw Failure(error)
        }
        Console.print("Working for \(address), \(jobs) at a time. Stop with Ctrl-C: what is in hand is finished first.")
        let isStopping = StopFlag()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await Interrupt.isAwaited()
                guard !Task.isCancelled else { return }
                isStopping.raise()
                Console.error("Stopping: what is in hand is finished first. Again to stop at once.")
            }
            await worker.run(lanes: jobs) { isStopping.isRaised }
            group.cancelAll()
        }
    }

    private final class StopFlag: Sendable {
        private let flag = Atomic(false)
        var isRaised: Bool { flag.load(ordering: .relaxed) }
        func raise() { flag.store(true, ordering: .relaxed) }
    }

    /// Without names: what is looked at is nobody's business but the asker's.
    private static func tell(_ event: Worker.Event) {
        switch event {
        case .did(let job, let seconds):
            Console.print("\(job.kind.rawValue) \(job.number): done in \((seconds * 10).rounded() / 10) s")
        case .gaveBack(let job, let why): Console.error("\(job.kind.rawValue) \(job.number): given back: \(why)")
        case .lost(let job): Console.error("\(job.kind.rawValue) \(job.number): not wanted any more")
        case .waits(let error): Console.error("Waiting: \(Failure(error).sentence)")
        }
    }
}
