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
                published before stays. Any web server can serve the folder. With --tsa a time stamp authority states when \
                the checkpoint was there; where it cannot be reached, the checkpoint is published all the same.
                """)

        @OptionGroup var home: HomeOption
        @Flag(help: "Write every file again, not only what is new.") var anew = false
        @Flag(help: "Write the fingerprints too, which a mirror needs; they hold a small, recognisable picture track.")
        var fingerprints = false
        @Flag(help: "Write the retrieval keys too, which a mirror that fetches fingerprints on demand is searched by.")
        var keys = false
        @Option(
            help: ArgumentHelp(
                "Ask this time stamp authority (RFC 3161), now and from now on; none: no longer any.",
                valueName: "address"))
        var tsa: String?
        @Option(help: "Seconds to wait for a witness or a time stamp authority.") var timeout = 10

        func validate() throws {
            if timeout < 1 { throw ValidationError("--timeout is 1 or more.") }
        }

        func run() async throws {
            do {
                let policy = try home.trustedKeys().policy
                let registry = try home.folder.registryForWriting()
                try registry.publish(try await cosigned(registry, policy))
                let folder = LogFolder(path: home.folder.logFolder)
                let (checkpoint, written) = try folder.update(from: registry, anew: anew)
                Console.print("Published \(checkpoint.size) entries in \(folder.path) (\(written) tiles written).")
                if fingerprints {
                    let (served, new) = try folder.writeFingerprints(from: registry, upTo: checkpoint.size)
                    Console.print("Published \(served) fingerprints (\(new) written).")
                }
                if keys {
                    let withheld = WithheldFingerprints(of: home.folder)
                    let (served, new) = try folder.writeKeys(
                        from: registry, upTo: checkpoint.size, withheld: { try? withheld.read($0) },
                        keys: DerivedKeys.file)
                    Console.print("Published the keys of \(served) recordings (\(new) written).")
                }
                if let authority = try TimeAuthority(named: tsa, in: home.folder) {
                    Console.error(try await authority.stamp(folder, seconds: timeout))
                }
            } catch let error as RegistryError {
                throw Failure(error)
            }
        }

        private func cosigned(_ registry: any StoredRegistry, _ policy: LogPolicy) async throws -> UnverifiedNote {
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
