import ArgumentParser
import Foundation
import HTTPClient
import Matching
import Registry
import RegistryExchange
import RegistryStorage
import Signing

/// `--registry`: a registry on another machine, or in a database, in place of the home's own.
struct RegistryOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ask the registry that vericlip serve gives out at this address, or the one in this database (postgresql://USER@HOST/NAME). Only a fingerprint is sent, and the answer is checked here, by keys/ and its log.policy.",
            valueName: "url"))
    var registry: String?
    @Option(
        help: ArgumentHelp(
            "A file with the key that the registry's operator gave you, readable by you alone; $VERICLIP_API_KEY if absent.",
            valueName: "file"))
    var apiKeyFile: String?

    /// The address of a server; nothing where the registry is in a database, or the home's own.
    var address: String? { place == nil ? registry : nil }

    /// The database that the registry is in; nothing for a server, or the home's own.
    var place: RegistryPlace? { registry.flatMap { PostgreSQLAddress($0) }.map { .database($0) } }

    static let keyVariable = "VERICLIP_API_KEY"

    func validate() throws {
        if apiKeyFile != nil, registry == nil { throw ValidationError("--api-key-file goes with --registry.") }
        guard let registry else { return }
        if PostgreSQLAddress.isNamed(by: registry) {
            _ = try PostgreSQLAddress(argument: registry)
            if apiKeyFile != nil { throw ValidationError("--api-key-file is for a server, not for a database.") }
            return
        }
        guard let url = URL(string: registry), let host = url.host(percentEncoded: false), !host.isEmpty,
            url.user == nil, url.query == nil, url.fragment == nil
        else { throw ValidationError("--registry is an address such as https://registry.example.") }
        switch url.scheme {
        case "https": break
        case "http" where HTTPReach.isLoopback(host): break
        default: throw ValidationError("--registry is an https:// address; http:// only on this machine.")
        }
    }

    /// Says what leaves this machine, before anything does.
    func announce() {
        if let place {
            Console.error(
                "Asking \(place): the clip's retrieval keys are looked up there; the file stays on this machine.")
        }
        guard let address else { return }
        Console.error("Asking \(address): fingerprints are sent there, without faces; the files stay on this machine.")
    }

    /// The registry that is to be asked: the one at the address, or the home's own.
    func open(of home: HomeOption) throws(Failure) -> any RegistryStore & CandidateSource {
        if address != nil { return try remote(of: home) }
        do {
            if let place { return try place.reading() }
            if let mirror = try OnDemandRegistry.open(in: home.folder) { return mirror }
        } catch {
            throw Failure(error)
        }
        return try home.registryForReading()
    }

    /// The registry at the address, as this moment has it; its checkpoint is remembered.
    func remote(of home: HomeOption) throws(Failure) -> RemoteRegistry {
        let policy = try home.trustedKeys().policy
        let transport = try transport()
        do {
            let seen = SeenCheckpoints(folder: home.folder.seenFolder)
            let remote = try RemoteRegistry(transport, policy: policy) { origin throws(RegistryError) in
                try seen.note(of: origin)
            }
            try seen.keep(remote.note, of: remote.log.name)
            return remote
        } catch {
            throw Failure(error)
        }
    }

    /// For the whole of an exchange: a long recording over a slow line.
    private static let longest = 6 * 3600
    /// Without a byte: longer than a busy server looks for overlaps of a long recording.
    private static let patience = 300

    /// Seconds for which a server that has too much to do is asked again: longer than the minute after which a key may ask again.
    private static let insistence = 75
    /// Seconds in between, where the server does not say.
    private static let pause = 5

    private func transport() throws(Failure) -> RegistryTransport {
        let address = registry ?? ""
        let base = address.hasSuffix("/") ? String(address.dropLast()) : address
        let headers = try apiKey().map { ["Authorization: Bearer \($0)"] } ?? []
        return RegistryTransport(address: base) { request throws(RegistryError) in
            let client = HTTPClient(
                seconds: Self.longest, byteLimit: request.limit, headers: headers, stallSeconds: Self.patience)
            do throws(HTTPClientError) {
                let start = ContinuousClock.now
                while true {
                    let reply = try client.waitingExchange(
                        base + request.path,
                        posting: request.body.map { .init(body: $0.bytes, contentType: $0.mediaType) })
                    let pause = max(1, reply.retryAfter ?? Self.pause)
                    guard [429, 503].contains(reply.status),
                        start.duration(to: .now) + .seconds(pause) < .seconds(Self.insistence)
                    else { return RegistryTransport.Reply(status: reply.status, body: reply.body) }
                    Console.error("\(base) has too much to do (\(reply.status)): asking again in \(pause) s.")
                    Thread.sleep(forTimeInterval: TimeInterval(pause))
                }
            } catch {
                throw .unreachable(address: base, reason: error.reason)
            }
        }
    }

    private func apiKey() throws(Failure) -> String? {
        var key: String?
        if let apiKeyFile {
            do {
                key = String(decoding: try KeyFile.readSecret(apiKeyFile), as: UTF8.self)
            } catch .privateKeyExposed(let path, let mode) {
                throw Failure(
                    "The API key in \(path) can be read by others (mode \(String(mode, radix: 8))).",
                    next: "chmod 600 \(path); if others may have read it, ask for a new one.", status: .usage)
            } catch {
                throw Failure(error)
            }
        } else {
            key = ProcessInfo.processInfo.environment[Self.keyVariable]
        }
        guard let key = key?.trimmingCharacters(in: .whitespacesAndNewlines), !key.isEmpty else { return nil }
        guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Failure(
                "The API key is not one: it holds other characters than letters, digits and signs.",
                next:
                    "\(apiKeyFile.map { "put the key alone into \($0)" } ?? "set \(Self.keyVariable) to the key alone").",
                status: .usage)
        }
        return key
    }
}
