internal import Fingerprinting
internal import Hummingbird
internal import RegistryStorage

/// `/v1/verifications/{id}/pictures`: what plays in a clip's place where a browser does not know its format.
struct ClipPictureRoutes: RouteGroup {
    let store: VerificationStore

    func add(to router: Router<ServerContext>) {
        router.get("/v1/verifications/:id/pictures") { request, context in
            let verification = try VerificationRoutes.existing(in: context, store)
            let stretch = try request.stretch
            let none = Problem(
                .notFound, "no-pictures", "There are no pictures of this clip.",
                detail: "It is not verified yet, has sound only, or was verified by an earlier version.")
            guard let bytes = try store.report(of: verification.id, as: ReportExport.fingerprint),
                let fingerprint = try? Fingerprint(decoding: bytes),
                let pictures = try? RecordPictures(of: fingerprint, in: stretch)
            else { throw none }
            return Response.answer(pictures.bytes, type: RecordPictures.mediaType)
        }
    }
}
