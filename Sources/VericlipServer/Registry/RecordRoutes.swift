internal import HTTPTypes
internal import Hummingbird
internal import Matching
internal import Registry
internal import RegistryExchange
internal import RegistryStorage
internal import Reporting
internal import Signing
internal import TransparencyLog
internal import Verification

/// `/v1/records` and `/v1/fingerprints`: what is registered, and what proves it.
struct RecordRoutes: RouteGroup {
    let served: ServedRegistry

    /// Records on one page of the list, at most.
    private static let pageLimit = 100

    func add(to router: Router<ServerContext>) {
        router.get("/v1/records") { request, _ in try list(request) }
        router.get("/v1/records/:record") { _, context in
            Response.answer(Array(try existing(in: context).text.utf8), type: "application/json")
        }
        router.get("/v1/records/:record/statement") { _, context in
            let record = try existing(in: context)
            var response = Response.answer(record.entry.statement, type: "application/cose; cose-type=\"cose-sign1\"")
            response.headers[.contentDisposition] = "attachment; filename=\"record-\(record.entry.index).cose\""
            return response
        }
        router.get("/v1/records/:record/proof") { _, context in try proof(of: existing(in: context)) }
        router.get("/v1/records/:record/fingerprint") { _, context in
            try fingerprint(of: existing(in: context).media)
        }
        router.get("/v1/fingerprints/:hash") { _, context in
            guard let hash = context.parameters.get("hash").flatMap({ SHA256Digest(hex: $0) }),
                let bytes = try served.reading().storedFingerprint(hash)
            else { throw Self.missing("fingerprint with this hash that is handed out") }
            return Self.answer(fingerprint: bytes)
        }
    }

    private func list(_ request: Request) throws -> Response {
        let registry = try served.reading()
        let keys = try served.trustedKeys()
        let search = RecordSearch(try request.text("query") ?? "")
        let page = try registry.recordings(
            matching: search, before: request.number("before", 1...Int(UInt32.max), else: .max),
            limit: request.number("limit", 1...Self.pageLimit, else: 20))
        let reader = SourceReader(registry, trusting: keys)
        let records = try page.found.compactMap { recording throws(RegistryError) in
            try reader.source(recording)?.json
        }
        let body = JSONValue.object(["records": .array(records), "before": page.next.map(JSONValue.integer)])
        return Response.answer(Array((body.compact + "\n").utf8), type: "application/json")
    }

    /// The `.tlog-proof`, leading to the published checkpoint, or to the newest where the record came later.
    private func proof(of record: RecordResource) throws -> Response {
        guard let note = try? UnverifiedNote(decoding: record.entry.checkpointNote) else {
            throw RegistryError.logFails(origin: try served.reading().log.name)
        }
        let proof = LogProof(index: record.entry.index, hashes: record.entry.proof, note: note)
        var response = Response.answer(proof.bytes, type: "text/plain; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"record-\(record.entry.index).tlog-proof\""
        return response
    }

    private func fingerprint(of media: MediaRegister) throws -> Response {
        let bytes = try served.reading().storedFingerprint(media.fingerprint.sha256)
        guard let bytes, media.fingerprint.isOf(bytes) else {
            let detail =
                switch media.publication {
                case .embargoed: "The recording is under embargo: the log holds its fingerprint's hash alone."
                case .keys: "Its publisher hands out the keys that it is found by, and keeps the fingerprint."
                case nil: "This registry holds the fingerprint's hash alone."
                }
            throw Problem(.forbidden, "withheld", "The fingerprint is not handed out.", detail: detail)
        }
        return Self.answer(fingerprint: bytes)
    }

    /// What has this hash has it for ever.
    private static func answer(fingerprint bytes: [UInt8]) -> Response {
        var response = Response.answer(bytes, type: RemoteRegistry.fingerprintMediaType)
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }

    private func existing(in context: ServerContext) throws -> RecordResource {
        guard let text = context.parameters.get("record"), let number = UInt32(text), String(number) == text,
            let record = try RecordResource(
                RecordingID(rawValue: number), of: served.reading(), trusting: served.trustedKeys())
        else { throw Self.missing("record of this number") }
        return record
    }

    static func missing(_ what: String) -> Problem {
        Problem(
            .notFound, "not-found", "There is no such thing here.", detail: "This registry has no \(what).")
    }
}
