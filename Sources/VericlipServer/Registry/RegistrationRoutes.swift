internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Matching
internal import Registry
internal import RegistryExchange
internal import RegistryStorage
internal import Signing

/// `POST /v1/registrations`: takes statements that were signed elsewhere into the log. The server never has a publisher's key.
struct RegistrationRoutes: RouteGroup {
    let served: ServedRegistry
    let queue: WorkQueue

    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? { .register }

    func add(to router: Router<ServerContext>) {
        router.post("/v1/registrations") { request, _ in
            let served = served
            let writer = try Self.taking { () throws(RegistryError) in try served.writing() }
            let registry = try served.reading()
            // Finding overlaps takes a while; nothing is held meanwhile.
            let outcome = try await queue.run(request, limit: RegistrationRequest.byteLimit) { body in
                guard let asked = RegistrationRequest(decoding: body) else {
                    throw Problem(
                        .unprocessableContent, "unusable", "The body is not a statement to be registered.",
                        detail:
                            "It is a CBOR array of the COSE_Sign1 and, of a recording, its fingerprint: byte strings.")
                }
                return try RegistrationDesk(registry).outcome(of: asked, at: Int64(Date().timeIntervalSince1970))
            }
            let appended: Appended
            switch outcome.decision {
            case .known(let known): appended = known
            case .submit(let submission):
                appended = try await Self.appended(submission, by: writer)
            }
            guard let message = try RegistrationMessage(appended, overlaps: outcome.overlaps, of: served.reading())
            else { throw RegistryError.logFails(origin: registry.log.name) }
            return try Response.message(message, status: appended.isNew ? .created : .ok)
        }
    }

    private static func appended(_ submission: LogSubmission, by writer: LogWriter) async throws -> Appended {
        do throws(RegistryError) {
            return try await writer.append(submission)
        } catch {
            throw Problem.registration(error) ?? Problem(error)
        }
    }

    private static func taking<Value>(_ body: () throws(RegistryError) -> Value) throws -> Value {
        do throws(RegistryError) {
            return try body()
        } catch {
            throw Problem.registration(error) ?? Problem(error)
        }
    }
}
