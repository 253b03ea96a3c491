internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Response {
    static func page(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        answer(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
    }

    static func answer(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
