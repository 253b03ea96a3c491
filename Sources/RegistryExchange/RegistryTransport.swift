internal import Foundation
public import Registry

/// How a registry on another machine is asked.
///
/// It waits for the answer on the thread that asks: a store's reads are synchronous.
public struct RegistryTransport: Sendable {
    public struct Request: Sendable, Hashable {
        /// Below the registry's address, with the query: `/v1/log`.
        public let path: String
        /// What is posted; nothing for a question.
        public let body: Body?
        /// Of the answer at most, in bytes.
        public let limit: Int

        public struct Body: Sendable, Hashable {
            public let bytes: [UInt8]
            public let mediaType: String
        }
    }

    public struct Reply: Sendable, Hashable {
        public let status: Int
        public let body: [UInt8]

        public init(status: Int, body: [UInt8]) {
            self.status = status
            self.body = body
        }
    }

    /// To be told to people.
    public let address: String
    private let exchange: @Sendable (Request) throws(RegistryError) -> Reply

    /// - Parameter exchange: `unreachable` where there is no reply.
    public init(address: String, exchange: @escaping @Sendable (Request) throws(RegistryError) -> Reply) {
        self.address = address
        self.exchange = exchange
    }

    /// The body of what is there; nothing where there is no such thing.
    func get(_ path: String, limit: Int) throws(RegistryError) -> [UInt8]? {
        let reply = try exchange(Request(path: path, body: nil, limit: limit))
        return reply.status == 404 ? nil : try accepted(reply)
    }

    func post(_ path: String, _ bytes: [UInt8], as mediaType: String, limit: Int) throws(RegistryError) -> [UInt8] {
        try accepted(
            exchange(Request(path: path, body: Request.Body(bytes: bytes, mediaType: mediaType), limit: limit)))
    }

    /// An answer in JSON.
    func message<Message: Decodable>(_ body: [UInt8]) throws(RegistryError) -> Message {
        do {
            return try JSONDecoder().decode(Message.self, from: Data(body))
        } catch {
            throw .unexpectedAnswer(address: address, detail: "it is not what this version of the API answers")
        }
    }

    private func accepted(_ reply: Reply) throws(RegistryError) -> [UInt8] {
        guard (200..<300).contains(reply.status) else {
            throw .refusedRemotely(
                address: address, status: reply.status, detail: ProblemMessage.sentence(of: reply.body))
        }
        return reply.body
    }
}
