internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import RegistryStorage
internal import Verification

/// Takes a clip's fingerprint in place of the clip: it goes the clip's way from there.
enum FingerprintIntake {
    static let mediaType = "application/vnd.vericlip.clip-fingerprint+json"

    static func isMeant(by request: Request) -> Bool {
        let type = request.headers[.contentType]?.prefix { $0 != ";" && $0 != " " }
        return type?.lowercased() == mediaType
    }

    /// Keeps the document, read and written again, so that nothing is kept that was not understood.
    /// - Returns: what the document calls the clip, where the request itself does not name it.
    static func take(_ request: Request, into upload: ClipUpload, limit: Int) async throws -> String? {
        let limit = min(limit, ClipFingerprint.byteLimit)
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem(
                .contentTooLarge, "too-large", "The fingerprint is too large.",
                detail: "The document may have \(limit) bytes: cut out the passage in question.")
        }
        var clip: ClipFingerprint
        do throws(ClipFingerprint.Defect) {
            clip = try ClipFingerprint(decoding: Array(body.readableBytesView))
        } catch {
            throw Problem(
                .unprocessableContent, "bad-fingerprint", "This is not a clip's fingerprint that can be taken.",
                detail: "The document does not hold: \(error.phrase).")
        }
        let isNamed = request.uri.queryParameters["name"] != nil
        if isNamed { clip.clip.name = try ClipRequest.name(in: request, else: "clip") }
        try upload.append(clip.bytes)
        return isNamed ? nil : clip.clip.name
    }
}
