import Foundation
import Registry
import Signing

/// What a publisher puts on its web site, at `https://DOMAIN/.well-known/vericlip.json`: which keys are its own.
struct WellKnownFile: Codable {
    static let schema = "vericlip.publisher/1"
    static let path = "/.well-known/vericlip.json"

    let schema: String
    let name: String?
    let keys: [PublisherRegister.Key]

    init(name: String, keys: [PublicKey]) {
        schema = Self.schema
        self.name = name
        self.keys = keys.map(PublisherRegister.Key.init)
    }

    /// Reads a stranger's file; members that are not known are passed over.
    init(_ bytes: [UInt8], from address: String) throws(Failure) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(bytes))
        } catch {
            throw Failure(
                "\(address) is not a file of keys (\(Self.schema)).", next: "vericlip keys well-known writes one.")
        }
        guard schema == Self.schema else {
            throw Failure("\(address) is of a schema that is not known.", next: "a newer vericlip may read it.")
        }
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
