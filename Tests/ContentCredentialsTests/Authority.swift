import Foundation

/// A certificate authority, signers and a time stamp authority of its own, made with the `openssl` program for one test run.
struct Authority: Sendable {
    /// Nil where `openssl` is missing; the tests that need it are skipped and say so.
    static let shared = Authority()
    static var isAvailable: Bool { shared != nil }

    let folder: URL

    private init?() {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "vericlip-test-authority-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(Self.configuration.utf8).write(to: folder.appending(path: "openssl.cnf"))
            try run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out root.key")
            try run(
                "req -x509 -new -key root.key -subj /O=Test/CN=Root -days 3650 -config openssl.cnf -extensions root -out root.pem"
            )
            for signer in Signer.allCases { try make(signer) }
        } catch {
            print("Skipped: tests with signed files need the openssl program: \(error).")
            return nil
        }
    }

    /// A key, a certificate, and how it signs.
    enum Signer: String, CaseIterable, Sendable {
        case es256, es384, es512, ps256, ps384, ps512, ed25519
        /// May sign nothing but web servers' handshakes.
        case server
        case expired
        case timeStamps

        var cose: Int64 {
            switch self {
            case .es256, .server, .expired, .timeStamps: -7
            case .es384: -35
            case .es512: -36
            case .ps256: -37
            case .ps384: -38
            case .ps512: -39
            case .ed25519: -8
            }
        }

        fileprivate var key: String {
            switch self {
            case .es256, .server, .expired, .timeStamps: "EC -pkeyopt ec_paramgen_curve:P-256"
            case .es384: "EC -pkeyopt ec_paramgen_curve:P-384"
            case .es512: "EC -pkeyopt ec_paramgen_curve:P-521"
            case .ps256, .ps384, .ps512: "RSA -pkeyopt rsa_keygen_bits:2048"
            case .ed25519: "ED25519"
            }
        }

        fileprivate var hash: String {
            rawValue.hasSuffix("384") ? "sha384" : rawValue.hasSuffix("512") ? "sha512" : "sha256"
        }

        fileprivate var extensions: String {
            switch self {
            case .server: "server"
            case .timeStamps: "stamping"
            case .es384: "documents"
            case .es512: "claims"
            default: "mail"
            }
        }

        /// Bytes of r and of s.
        fileprivate var componentLength: Int? {
            switch cose {
            case -7: 32
            case -35: 48
            case -36: 66
            default: nil
            }
        }
    }

    private func make(_ signer: Signer) throws {
        let name = signer.rawValue
        try run("genpkey -algorithm \(signer.key) -out \(name).key")
        try run("req -new -key \(name).key -subj /O=Newsroom/CN=\(name) -config openssl.cnf -out \(name).csr")
        let days = signer == .expired ? "-not_before 20200101000000Z -not_after 20210101000000Z" : "-days 300"
        do {
            try run(
                "x509 -req -in \(name).csr -CA root.pem -CAkey root.key -CAcreateserial -extfile openssl.cnf "
                    + "-extensions \(signer.extensions) -out \(name).pem \(days)")
        } catch  where signer == .expired {
            // Before version 3.4, `openssl x509` knows days alone: `openssl ca` knows dates.
            try Data().write(to: folder.appending(path: "index.txt"))
            try Data("1001\n".utf8).write(to: folder.appending(path: "serial"))
            try run(
                "ca -batch -config openssl.cnf -name authority -in \(name).csr -extensions mail -notext "
                    + "-startdate 20200101000000Z -enddate 20210101000000Z -out \(name).pem")
        }
        try run("x509 -in \(name).pem -outform DER -out \(name).der")
    }

    func certificate(_ signer: Signer) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "\(signer.rawValue).der")))
    }

    var rootFile: String { folder.appending(path: "root.pem").path }

    /// A signature as COSE has it.
    func sign(_ message: [UInt8], by signer: Signer) throws -> [UInt8] {
        let name = "message-\(UUID().uuidString)"
        try Data(message).write(to: folder.appending(path: name))
        let key = "\(signer.rawValue).key"
        switch signer {
        case .ed25519: try run("pkeyutl -sign -rawin -inkey \(key) -in \(name) -out \(name).sig")
        case .ps256, .ps384, .ps512:
            try run(
                "dgst -\(signer.hash) -sign \(key) -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest "
                    + "-out \(name).sig \(name)")
        default: try run("dgst -\(signer.hash) -sign \(key) -out \(name).sig \(name)")
        }
        let signature = Array(try Data(contentsOf: folder.appending(path: "\(name).sig")))
        return signer.componentLength.map { Self.raw(signature, componentLength: $0) } ?? signature
    }

    /// An RFC 3161 time stamp over a message, made now: a token, or with `isResponse` the response that holds it.
    func timeStamp(_ message: [UInt8], isResponse: Bool) throws -> [UInt8] {
        let name = "stamped-\(UUID().uuidString)"
        try Data(message).write(to: folder.appending(path: name))
        try Data("01\n".utf8).write(to: folder.appending(path: "\(name).serial"))
        let configuration = Self.configuration.replacing("SERIAL", with: "\(name).serial")
        try Data(configuration.utf8).write(to: folder.appending(path: "\(name).cnf"))
        try run("ts -query -data \(name) -sha256 -cert -no_nonce -out \(name).tsq")
        try run(
            "ts -reply -queryfile \(name).tsq -config \(name).cnf -section stamps -signer timeStamps.pem "
                + "-inkey timeStamps.key -out \(name).tsr\(isResponse ? "" : " -token_out")")
        return Array(try Data(contentsOf: folder.appending(path: "\(name).tsr")))
    }

    /// r and s of a DER sequence, each of the given length.
    private static func raw(_ der: [UInt8], componentLength: Int) -> [UInt8] {
        var rest = der.dropFirst(der[1] < 0x80 ? 2 : 3)
        return (0..<2).flatMap { _ -> [UInt8] in
            let length = Int(rest[rest.startIndex + 1])
            let magnitude = rest.dropFirst(2).prefix(length).drop { $0 == 0 }
            rest = rest.dropFirst(2 + length)
            return [UInt8](repeating: 0, count: componentLength - magnitude.count) + magnitude
        }
    }

    private func run(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenSSLFailed(arguments: arguments) }
    }

    struct OpenSSLFailed: Error { let arguments: String }

    private static let configuration = """
        [req]
        distinguished_name = name
        [name]
        [root]
        basicConstraints = critical, CA:TRUE
        keyUsage = critical, keyCertSign, cRLSign
        subjectKeyIdentifier = hash
        [mail]
        basicConstraints = critical, CA:FALSE
        keyUsage = critical, digitalSignature
        extendedKeyUsage = emailProtection
        authorityKeyIdentifier = keyid
        [claims]
        basicConstraints = critical, CA:FALSE
        keyUsage = critical, digitalSignature
        extendedKeyUsage = 1.3.6.1.4.1.62558.2.1
        authorityKeyIdentifier = keyid
        [documents]
        basicConstraints = critical, CA:FALSE
        keyUsage = critical, digitalSignature
        extendedKeyUsage = 1.3.6.1.5.5.7.3.36
        authorityKeyIdentifier = keyid
        [server]
        basicConstraints = critical, CA:FALSE
        keyUsage = critical, digitalSignature
        extendedKeyUsage = serverAuth
        authorityKeyIdentifier = keyid
        [stamping]
        basicConstraints = critical, CA:FALSE
        keyUsage = critical, digitalSignature
        extendedKeyUsage = critical, timeStamping
        authorityKeyIdentifier = keyid
        [authority]
        certificate = root.pem
        private_key = root.key
        new_certs_dir = .
        database = index.txt
        serial = serial
        default_md = sha256
        policy = anything
        [anything]
        organizationName = optional
        commonName = optional
        [stamps]
        serial = SERIAL
        default_policy = 1.2.3.4
        digests = sha256
        signer_digest = sha256
        ess_cert_id_chain = no

        """
}
