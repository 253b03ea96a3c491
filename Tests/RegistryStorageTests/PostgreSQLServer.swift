import Foundation
import RegistryStorage
import Testing

/// A PostgreSQL server that lives as long as the tests that use it (Tests/CommandLineTests/Helpers/postgresql.sh).
final class PostgreSQLServer: Sendable {
    /// The one that most tests share; nothing where its programs are missing.
    static let shared: PostgreSQLServer? = {
        let server = PostgreSQLServer()
        if server == nil { print("Tests on PostgreSQL are left out: its server could not be started here.") }
        return server
    }()

    /// Of its first database.
    private let address: String
    /// The server ends when this is closed, as it is when this process ends.
    private let orders: FileHandle
    private let answers: FileHandle

    init?() {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "CommandLineTests/Helpers/postgresql.sh").path
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [script]
        process.standardInput = input
        process.standardOutput = output
        guard (try? process.run()) != nil else { return nil }
        orders = input.fileHandleForWriting
        answers = output.fileHandleForReading
        guard let address = Self.line(from: answers) else { return nil }
        self.address = address
    }

    private static func line(from file: FileHandle) -> String? {
        var line = ""
        while let byte = try? file.read(upToCount: 1), let byte = byte.first {
            if byte == UInt8(ascii: "\n") { return line }
            line.append(Character(Unicode.Scalar(byte)))
        }
        return nil
    }

    /// At once, as by a crash; those who are connected are cut off.
    func stop() throws { try obey("stop") }

    func start() throws { try obey("start") }

    private func obey(_ order: String) throws {
        try orders.write(contentsOf: Data("\(order)\n".utf8))
        #expect(Self.line(from: answers) == "done")
    }

    /// A database of the shared server with nothing in it.
    static func emptyDatabase() throws -> PostgreSQLAddress { try #require(shared).emptyDatabase() }

    func emptyDatabase() throws -> PostgreSQLAddress {
        let name = "test_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try Self.run("CREATE DATABASE \(name)", in: #require(PostgreSQLAddress(address)))
        return try #require(PostgreSQLAddress(address.replacingOccurrences(of: "/postgres", with: "/\(name)")))
    }

    /// Runs statements by psql, as somebody does who goes around the program; gives the rows as text.
    @discardableResult
    static func run(_ sql: String, in database: PostgreSQLAddress) throws -> String {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database.connectionString, "-f", "-"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(sql.utf8))
        try input.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(sql)")
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
