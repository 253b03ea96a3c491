import EvidenceBundle
import Foundation
import Testing

@Suite struct ZipArchiveTests {
    private func archive() throws -> ZipArchive {
        try ZipArchive(members: [
            .init(name: "a.txt", bytes: Array("one".utf8)), .init(name: "folder/b", bytes: []),
            .init(name: "c", bytes: (0..<300).map { UInt8(truncatingIfNeeded: $0) }),
        ])
    }

    @Test func whatIsWrittenIsReadAndNothingElse() throws {
        let bytes = try archive().bytes
        #expect(try ZipArchive(decoding: bytes) == archive())
        for place in bytes.indices {
            for bit in [UInt8(1), 0x80] {
                var altered = bytes
                altered[place] ^= bit
                #expect(throws: ZipDefect.self, "byte \(place)") { try ZipArchive(decoding: altered) }
            }
            #expect(throws: ZipDefect.self) { try ZipArchive(decoding: Array(bytes[..<place])) }
        }
        for extra in [[UInt8](), [0], Array("tail".utf8)] where !extra.isEmpty {
            #expect(throws: ZipDefect.form) { try ZipArchive(decoding: bytes + extra) }
            #expect(throws: ZipDefect.form) { try ZipArchive(decoding: extra + bytes) }
        }
        // Two archives in one file: programs that read from the end would see the second.
        #expect(throws: ZipDefect.form) { try ZipArchive(decoding: bytes + bytes) }
    }

    @Test(
        arguments: [
            "", "/a", "a/", "a//b", "..", "../a", "a/../b", "./a", "a/.", "a\\b", "C:a", "a b", "ä", "a\0b", "...",
            String(repeating: "a", count: 201),
        ])
    func namesThatLeadElsewhereAreRefused(name: String) throws {
        #expect(throws: ZipDefect.name(name)) { try ZipArchive(members: [.init(name: name, bytes: [])]) }
        // The same length as a name that is taken, put in its place.
        guard name.utf8.count == 5 || name.utf8.count == 1 else { return }
        let taken = String(repeating: "a", count: name.utf8.count)
        let bytes = try ZipArchive(members: [.init(name: taken, bytes: [1])]).bytes
        let altered = Array(
            String(decoding: bytes, as: UTF8.self).replacing(taken, with: name).utf8)
        #expect(throws: ZipDefect.self) { try ZipArchive(decoding: altered) }
    }

    @Test func aNameTwiceIsRefused() {
        #expect(throws: ZipDefect.twice("a")) {
            try ZipArchive(members: [.init(name: "a", bytes: [1]), .init(name: "a", bytes: [2])])
        }
    }

    /// Sizes and lengths that would lead beyond the end or around zero.
    @Test func hostileLengthsAreRefusedAtOnce() throws {
        let bytes = try archive().bytes
        for place in [18, 22, 26, 28] {
            for value: [UInt8] in [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0xFF, 0xFF, 0xFF, 0x7F]] {
                var altered = bytes
                altered.replaceSubrange(place..<place + 4, with: value)
                #expect(throws: ZipDefect.self) { try ZipArchive(decoding: altered) }
            }
        }
        #expect(throws: ZipDefect.form) { try ZipArchive(decoding: []) }
        #expect(throws: ZipDefect.form) { try ZipArchive(decoding: [UInt8](repeating: 0x50, count: 1000)) }
    }

    /// As another program sees it.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "python3 is not installed"))
    func otherProgramsOpenIt() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try archive().bytes).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            assert archive.namelist() == ["a.txt", "folder/b", "c"]
            assert archive.read("a.txt") == b"one" and archive.read("c") == bytes(i % 256 for i in range(300))
            """, file.path,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
