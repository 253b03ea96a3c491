import ArgumentParser
import HTTPClient
import Registry
import RegistryStorage
import Signing
import TransparencyLog

extension Log {
    /// `vericlip log publish`: cosignatures first, then the files.
    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Has the log's newest checkpoint cosigned, and writes registry/log as it is to be served.",
            discussion: """
                Asks every witness of keys/log.policy that has an address. Where the policy's quorum is not met, what was \
                published before stays. Any web server can serve the folder; entries are all that its readers get.
                """)

        @OptionGroup var home: HomeOption
        @Flag(help: "Write every file again, not only what is new.") var anew = false
        @Option(help: "Seconds to wait for a witness.") var timeout = 10

        func validate() throws {
            if timeout < 1 { throw ValidationError("--timeout is 1 or more.") }
        }

        func run() async throws {
            do {
                let policy = try home.trustedKeys().policy
                let registry = try SQLiteRegistry(writing: home.folder.registryFile)
                try registry.publish(try await cosigned(registry, policy))
                let (checkpoint, written) = try LogFolder(path: home.folder.logFolder).update(
                    from: registry, anew: anew)
                Console.print(
                    "Published \(checkpoint.size) entries in \(home.folder.logFolder) (\(written) tiles written).")
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }

        private func cosigned(_ registry: SQLiteRegistry, _ policy: LogPolicy) async throws -> UnverifiedNote {
            let client = HTTPClient(seconds: timeout, byteLimit: 1 << 16)
            let collector = CosignatureCollector { address, body in
                do throws(HTTPClientError) {
                    let reply = try await client.post(address, body: body)
                    return .answered(status: reply.status, body: reply.body)
                } catch {
                    return .unreachable(reason: error.reason)
                }
            }
            let collection = try await collector.collect(for: registry, from: policy)
            for (witness, outcome) in collection.outcomes {
                Console.error("Witness \(witness.name): \(outcome.sentence)")
            }
            switch policy.checkpoint(of: collection.note.bytes) {
            case .success: return collection.note
            case .failure(let defect):
                throw Failure(
                    "The newest checkpoint was not published: \(defect.sentence).",
                    next: "vericlip log publish again when they answer; until then the earlier checkpoint stays.",
                    status: .registry)
            }
        }
    }
}

extension HTTPClientError {
    var reason: String {
        switch self {
        case .unreachable(_, let reason): reason
        case .tooLarge(_, let limit): "it sent more than \(limit) bytes"
        @unknown default: "\(self)"
        }
    }
}

extension WitnessOutcome {
    var sentence: String {
        switch self {
        case .cosigned(let cosignature): "cosigned at \(cosignature.time.asTime)."
        case .unreachable(let reason): "could not be reached now: \(reason)."
        case .refused(let status): "refused (HTTP status \(status))."
        case .badSignature: "answered with a signature that does not hold over this checkpoint."
        case .ahead(let size):
            "says it has cosigned \(size) entries, more than this log has: was an old copy of the registry put back?"
        case .disagrees(let size): "says that the \(size) entries it has cosigned are not the beginning of this log."
        }
    }
}
