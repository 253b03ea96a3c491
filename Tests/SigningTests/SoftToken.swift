import Foundation
import Signing

/// A token of SoftHSM with a P-256 and an Ed25519 key, made once a process: the module reads only then where its tokens lie.
struct SoftToken {
    static let module = "/usr/lib/softhsm/libsofthsm2.so"
    static let isAtHand =
        FileManager.default.fileExists(atPath: module)
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/softhsm2-util")
    static let label = "Speaker's token"
    static let pin = Array("2718".utf8)
    static let shared: Result<SoftToken, any Error> = Result { try SoftToken() }

    private let folder: URL

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-token-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "tokens"), withIntermediateDirectories: true)
        let configuration = folder.appending(path: "softhsm2.conf").path
        try "directories.tokendir = \(folder.path)/tokens\nlog.level = ERROR\n"
            .write(toFile: configuration, atomically: true, encoding: .utf8)
        unsafe setenv("SOFTHSM2_CONF", configuration, 1)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c",
            """
            set -e
            softhsm2-util --init-token --free --label "\(Self.label)" --so-pin 1414 --pin 2718
            openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256.pem
            openssl genpkey -algorithm ED25519 -out ed25519.pem
            softhsm2-util --import p256.pem --token "\(Self.label)" --label p256 --id 01 --pin 2718
            softhsm2-util --import ed25519.pem --token "\(Self.label)" --label ed25519 --id 02 --pin 2718
            for key in p256 ed25519; do openssl pkey -in $key.pem -pubout -out $key.pub; done
            """,
        ]
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    func publicKey(_ name: String) throws -> PublicKey {
        try PublicKey(pem: String(contentsOf: folder.appending(path: "\(name).pub"), encoding: .utf8))
    }
}
