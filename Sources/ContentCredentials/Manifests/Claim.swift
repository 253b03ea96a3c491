import Signing

/// What a manifest's signer signed: a list of assertions with their hashes.
struct Claim {
    /// The bytes that the signature covers.
    let bytes: [UInt8]
    let isVersion1: Bool
    let label: String
    let signature: String
    let assertions: [HashedURI]
    /// Addresses of assertions of ingredients that were taken out.
    let redactions: [String]
    /// Of hashes that do not name their own.
    let algorithm: String?
    let title: String?
    let generator: String?

    /// As many as a manifest can hold.
    private static let assertionLimit = 4096
    private static let redactionLimit = 1024

    init(_ box: JUMBFSuperbox, in store: [UInt8]) throws(Refusal) {
        guard let content = box.content("cbor", of: store) else { throw Self.malformed("it holds no CBOR") }
        let item = try DataItem(decoding: content)
        bytes = Array(content)
        label = box.label
        isVersion1 = !box.label.hasPrefix("c2pa.claim.v2")
        guard let signature = item["signature"]?.text else { throw Self.malformed("it names no signature") }
        self.signature = signature
        let created = item[isVersion1 ? "assertions" : "created_assertions"]
        let listed = (created?.array ?? []) + (isVersion1 ? [] : item["gathered_assertions"]?.array ?? [])
        guard created != nil else { throw Self.malformed("it lists no assertions") }
        guard listed.count <= Self.assertionLimit else { throw Self.malformed("it lists too many assertions") }
        var assertions: [HashedURI] = []
        for entry in listed {
            guard let assertion = HashedURI(entry) else {
                throw Self.malformed("an assertion in it has no address or hash")
            }
            assertions.append(assertion)
        }
        self.assertions = assertions
        redactions = (item["redacted_assertions"]?.array ?? []).compactMap(\.text)
        guard redactions.count <= Self.redactionLimit else { throw Self.malformed("it takes out too many assertions") }
        algorithm = item["alg"]?.text
        title = item["dc:title"]?.text
        generator = Self.generator(item)
    }

    /// The structured name, a map in version 2 and the first of a list in version 1; else the line of text.
    private static func generator(_ item: DataItem) -> String? {
        let info = item["claim_generator_info"]
        guard let program = info?.array?.first ?? info, let name = program["name"]?.text else {
            return item["claim_generator"]?.text
        }
        return program["version"]?.text.map { "\(name) \($0)" } ?? name
    }

    private static func malformed(_ what: String) -> Refusal {
        Refusal(.claimMalformed, "its claim is malformed: \(what)")
    }

    /// The hash function of an address; nothing where it is not one of C2PA's.
    func algorithm(of uri: HashedURI) -> HashAlgorithm? {
        HashAlgorithm(rawValue: uri.algorithm ?? algorithm ?? HashAlgorithm.sha256.rawValue)
    }
}
