import Census
import Foundation
import Testing

/// Cases on a disk.
@Suite struct CaseLedgerTests {
    private func withLedger(_ body: (CaseLedger, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-cases-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(CaseLedger(folder: folder.path), folder)
    }

    private func made(_ digit: String, relation: String = "no-source", day: String = "2026-10-01") throws -> Case {
        Case(
            checkedAt: "2026-10-01T00:00:00Z",
            clip: .init(sha256: String(repeating: digit, count: 64), duration: 9000), relation: relation,
            sightings: [.init(on: try #require(Day(day)), platform: "a")])
    }

    @Test func keepsFindsAndForgets() throws {
        try withLedger { ledger, folder in
            #expect(try ledger.cases().isEmpty)
            let (one, two) = (try made("a"), try made("b"))
            try ledger.keep(two)
            try ledger.keep(one)
            #expect(try ledger.cases() == [one, two])
            let file = folder.appending(path: "\(one.id).json").path
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
            try Data([1]).write(to: folder.appending(path: "\(one.id).fingerprint"))
            #expect(try ledger.forget(one.id))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["\(two.id).json"])
            #expect(try !ledger.forget(one.id))
        }
    }

    @Test func keepingAgainAddsSightingsAndKeepsWhatWasSaid() throws {
        try withLedger { ledger, _ in
            var first = try made("a")
            first.subject = .init(person: .private, office: "mayor", country: "FR")
            try ledger.keep(first)
            var second = try made("a", relation: "changed", day: "2026-10-05")
            second.subject = .init(language: "fr")
            let kept = try ledger.keep(second)
            #expect(kept.relation == "changed" && kept.sightings.count == 2)
            #expect(kept.subject == .init(person: .private, office: "mayor", country: "FR", language: "fr"))
            #expect(try ledger.cases() == [kept])
        }
    }

    @Test func whatIsNoCaseIsSaid() throws {
        try withLedger { ledger, folder in
            let one = try made("a")
            try ledger.keep(one)
            let path = folder.appending(path: "\(one.id).json").path
            for text in ["", "{}", #"{"schema":"vericlip.case/2"}"#] {
                try Data(text.utf8).write(to: URL(filePath: path))
                #expect(throws: CensusError.malformed(path: path)) { try ledger.cases() }
            }
            // The case of another number under this one's name.
            try ledger.write(try made("b"))
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(
                atPath: folder.appending(path: "bbbbbbbbbbbbbbbb.json").path, toPath: path)
            #expect(throws: CensusError.malformed(path: path)) { try ledger.cases() }
            #expect(try ledger.case("../../etc/passwd") == nil)
            #expect(ledger.fingerprint(of: "../secret") == nil)
        }
    }
}
