import ArgumentParser
import Registry
import RegistryStorage
import Signing
import VericlipServer

extension Log {
    /// `vericlip log witness`: cosigns the logs of others.
    struct Witness: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs a witness: cosigns the logs in keys/log.policy, and of each one history only.",
            discussion: """
                Speaks C2SP tlog-witness over HTTP; put a reverse proxy before it for HTTPS. Makes its key at the first run, \
                and prints the line that goes into the policies of those who shall count on it. A home is for one witness.
                """)

        @OptionGroup var home: HomeOption
        @Option(help: "The witness's own name, such as witness.example.org/w1; always the same for one key.")
        var name: String
        @Option(help: "The address to listen at: this machine alone unless you say otherwise.") var host = "127.0.0.1"
        @Option(help: "The port; 0 for any that is free.") var port = 8080

        func run() async throws {
            let folder = home.folder
            let logs = try home.trustedKeys().logs
            guard !logs.isEmpty else {
                throw Failure(
                    "\(folder.policyFile) lists no log to witness.",
                    next: "write the log's line to it, then: quorum none", status: .usage)
            }
            do {
                let key = try folder.witnessKey()
                let verifier = try WitnessKey(name: name, publicKey: key.publicKey)
                try expectSameName(verifier, in: folder)
                let store = try WitnessStore(path: folder.witnessFile)
                let server = WitnessServer(store: store, logs: logs, name: name, key: key)
                let host = self.host
                try await server.run(host: host, port: port) { port in
                    let address = host.contains(":") ? "[\(host)]" : host
                    Console.print("witness \(verifier.name) \(verifier.text) http://\(address):\(port)")
                }
            } catch let error as SigningError {
                throw Failure(error)
            } catch let error as RegistryError {
                throw Failure(error)
            } catch let failure as Failure {
                throw failure
            } catch {
                throw Failure("The witness cannot listen at \(host), port \(port): \(error)", next: "another --port.")
            }
        }

        /// What a witness signs does not hold its name: one key under two names would be two witnesses to whoever counts.
        private func expectSameName(_ verifier: WitnessKey, in folder: Home) throws {
            let file = folder.privateFolder + "/witness.vkey"
            do {
                try KeyFile.createPublic(file, text: verifier.text + "\n")
            } catch SigningError.fileExists {
                guard try KeyFile.readPublic(file) == verifier.text + "\n" else {
                    throw Failure(
                        "The key of this home witnesses under another name.", tried: "compared with \(file).",
                        next: "use that name, or --home DIR with a home of its own.", status: .usage)
                }
            }
        }
    }
}
