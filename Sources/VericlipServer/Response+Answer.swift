internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import RegistryStorage

extension Response {
    /// What a page of this server may do (Content Security Policy Level 3): nothing that is not the server's own.
    /// - Parameter formAction: where its forms may lead.
    static func pagePolicy(formAction: String = "'none'") -> String {
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action \(formAction); frame-ancestors 'none'"
    }

    static func page(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        answer(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
    }

    /// What is to be saved, under a name that says nothing of the clip.
    static func file(
        _ bytes: [UInt8], type: String, of verification: RequestedVerification, ending: String
    ) -> Response {
        var response = answer(bytes, type: type)
        response.headers[.contentDisposition] =
            "attachment; filename=\"vericlip-\(verification.id.prefix(8)).\(ending)\""
        return response
    }

    static func answer(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
