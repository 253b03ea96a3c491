import ArgumentParser
import Registry
import RegistryStorage

/// `vericlip jobs`: what waits, and who works.
struct Jobs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what work waits in the registry's database, and who does it.")

    @OptionGroup var home: HomeOption
    @OptionGroup var database: DatabaseOption

    func run() throws {
        let address = try database.address(of: home)
        let figures: JobFigures
        do { figures = try JobQueue(address).figures() } catch { throw Failure(error) }
        guard !figures.lines.isEmpty else { return Console.print("Nothing waits at \(address).") }
        for line in figures.lines {
            var counts = ["\(line.queued) waiting", "\(line.running) in hand"]
            if line.done > 0 { counts.append("\(line.done) done and not taken yet") }
            if line.failed > 0 { counts.append("\(line.failed) set aside") }
            if line.queued > 0 { counts.append("the first for \(line.waited) s") }
            Console.print(
                "\(line.kind)\(line.isBatch ? ", batch" : "") for \(line.tenant): \(counts.joined(separator: ", "))")
        }
        for (worker, count) in figures.workers.sorted(by: { $0.key < $1.key }) {
            Console.print("worker \(worker): \(count) in hand")
        }
        for failure in figures.failures { Console.print("set aside \(failure.id): \(failure.why)") }
    }
}
