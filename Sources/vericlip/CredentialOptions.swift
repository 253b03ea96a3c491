import ArgumentParser
import ClipAnalysis
import HTTPClient
import Synchronization

/// Whether Content Credentials are fetched that a clip names and does not hold. Nobody is asked unless the user says so: whoever serves
/// them learns that the clip is being looked at.
struct CredentialOptions: ParsableArguments {
    @Flag(
        help: """
            Fetch Content Credentials from where a clip says that they lie, over HTTP from public addresses; whoever serves them \
            learns that the clip is being looked at.
            """)
    var remoteCredentials = false
    @Option(
        help: ArgumentHelp(
            "An IP address of a private network that --remote-credentials may reach as well; may be given several times.",
            valueName: "address"))
    var privateAddress: [String] = []

    private static let seconds = 60

    func validate() throws {
        if !remoteCredentials, !privateAddress.isEmpty {
            throw ValidationError("--private-address goes with --remote-credentials.")
        }
    }

    /// Nothing where nobody is to be asked.
    var remoteManifests: RemoteManifests? {
        guard remoteCredentials else { return nil }
        let reach = HTTPReach(allowsPrivateAddresses: false, exceptions: Set(privateAddress))
        let download = HTTPDownload(reach: reach, byteLimit: RemoteManifests.byteLimit, seconds: Self.seconds)
        return RemoteManifests { address async throws(RemoteManifests.Failure) in
            Console.error("Fetching Content Credentials from \(address).")
            let received = Received()
            do throws(HTTPClientError) {
                try await download.fetch(address) { received.add($0) }
            } catch {
                throw RemoteManifests.Failure(reason: error.reason)
            }
            return received.bytes
        }
    }
}

/// What came in, from a thread of its own.
private final class Received: Sendable {
    private let content = Mutex<[UInt8]>([])

    var bytes: [UInt8] { content.withLock { $0 } }

    func add(_ piece: [UInt8]) -> Bool {
        content.withLock { $0 += piece }
        return true
    }
}
