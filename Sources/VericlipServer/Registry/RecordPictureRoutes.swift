internal import Fingerprinting
internal import Hummingbird
internal import Matching
internal import Registry

/// `/v1/records/{record}/pictures`: what plays in the original's place where nobody has it at hand.
struct RecordPictureRoutes: RouteGroup {
    let served: ServedRegistry

    func add(to router: Router<ServerContext>) {
        router.get("/v1/records/:record/pictures") { request, context in
            guard let record = context.parameters.get("record").flatMap({ UInt32($0) }) else { throw Problem.notFound }
            return Response.answer(
                try pictures(of: RecordingID(rawValue: record), in: request.stretch).bytes,
                type: RecordPictures.mediaType)
        }
    }

    private func pictures(of record: RecordingID, in stretch: Range<Int>) throws -> RecordPictures {
        let none = Problem(
            .notFound, "no-pictures", "There are no pictures of this recording.",
            detail:
                "The registry has no such record, its fingerprint is not given out or does not hold, or it has sound only."
        )
        do {
            guard let fingerprint = try served.reading().fingerprint(of: record),
                let pictures = try RecordPictures(of: fingerprint, in: stretch)
            else { throw none }
            return pictures
        } catch RegistryError.recordFails {
            throw none
        } catch is FingerprintError {
            throw none
        }
    }
}

extension Request {
    /// Milliseconds of which pictures are asked for.
    var stretch: Range<Int> {
        get throws(Problem) {
            let start = try number("start", 0...Fingerprint.maximumDuration, else: 0)
            let longest = start + RecordPictures.longest
            let end = try number("end", 0...Request.lastNumber, else: longest)
            return start..<min(max(start, end), longest)
        }
    }
}
