internal import Fingerprinting
internal import Hummingbird
internal import Matching
internal import RegistryExchange
internal import RegistryStorage

/// `POST /v1/candidates`: the recordings that a clip may come from, by its fingerprint. They are guesses; whoever asks lays the clip on
/// them on its own machine.
struct LookupRoutes: RouteGroup {
    let served: ServedRegistry
    let queue: WorkQueue

    /// Of a clip's fingerprint: more than an hour of picture and sound.
    private static let byteLimit = 64 << 20
    /// What its pictures may take in memory: few bytes can stand for many alike.
    private static let pictureLimit = 1 << 28

    func add(to router: Router<ServerContext>) {
        router.post("/v1/candidates") { request, _ in
            guard let search = RetrievalQuery.Search(rawValue: try request.text("search") ?? "direct") else {
                throw Problem(
                    .badRequest, "bad-request", "There is no such search.", detail: "search is direct or cropped.")
            }
            let served = served
            let message = try await queue.run(request, limit: Self.byteLimit) { body in
                let clip = try Self.fingerprint(body)
                return CandidatesMessage(
                    try served.reading().candidates(for: CandidateQuery(clip, search: search)))
            }
            return try Response.message(message)
        }
    }

    /// Reads what is not trusted; the samples too.
    static func fingerprint(_ body: [UInt8]) throws -> Fingerprint {
        let problem = Problem(
            .unprocessableContent, "bad-fingerprint", "This is not a clip's fingerprint that can be taken.",
            detail: "The body is a fingerprint as docs/fingerprint-v1.md has it, of an hour at most.")
        guard let fingerprint = try? Fingerprint(decoding: body) else { throw problem }
        let pictures = (fingerprint.picture?.sampleCount ?? 0) * (fingerprint.picture?.grid.area ?? 0)
        guard pictures <= pictureLimit, (try? CandidateQuery(fingerprint, search: .direct)) != nil else {
            throw problem
        }
        return fingerprint
    }
}
