import DNSClient
import Testing

/// Names are asked for at a resolver of the test's own.
@Suite struct TXTLookupTests {
    /// The records of one name, as text.
    private func records(
        of name: String = "_vericlip.parliament.example", seconds: Int = 5, _ answer: @escaping MadeResolver.Answer
    ) async throws -> [String] {
        try await MadeResolver.run(answer) { resolver in
            try await TXTLookup(seconds: seconds, resolver: resolver.address).records(of: name)
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test func recordsInTheirOrderWithTheirStringsJoined() async throws {
        let long = String(repeating: "x", count: 255)
        let found = try await records { query, _ in
            #expect(MadeMessage.name(in: query) == "_vericlip.parliament.example")
            return [MadeMessage(to: query).with("first").with(long, "", "and the rest").with("").bytes]
        }
        #expect(found == ["first", long + "and the rest", ""])
    }

    @Test func recordsBehindAnAlias() async throws {
        let target: [UInt8] = [1, 0x61, 0xC0, 0x0C]
        let found = try await records { query, _ in
            [MadeMessage(to: query).with(type: MadeMessage.alias, data: target).with("there").bytes]
        }
        #expect(found == ["there"])
    }

    /// NXDOMAIN (3), an empty answer, and one of other records alone.
    @Test func noRecords() async throws {
        #expect(try await records { query, _ in [MadeMessage(to: query).coded(3).bytes] } == [])
        #expect(try await records { query, _ in [MadeMessage(to: query).bytes] } == [])
        let address = try await records { query, _ in [MadeMessage(to: query).with(type: 1, data: [1, 2, 3, 4]).bytes] }
        #expect(address == [])
    }

    @Test func whatWasCutOffIsAskedForOverTCP() async throws {
        let many = (0..<200).map { "\($0) " + String(repeating: "y", count: 200) }
        let found = try await records { query, overTCP in
            guard overTCP else { return [MadeMessage(to: query).coded(0x0200).with("a part").bytes] }
            return [many.reduce(MadeMessage(to: query)) { $0.with($1) }.bytes]
        }
        #expect(found == many)
    }

    /// SERVFAIL, as where a signature does not hold, and REFUSED.
    @Test(arguments: [UInt16(2), 5]) func whatTheResolverCouldNotFindOut(code: UInt16) async throws {
        let error = await #expect(throws: DNSError.self) {
            try await records { query, _ in [MadeMessage(to: query).coded(code).bytes] }
        }
        guard case .refused? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func silenceEnds() async throws {
        await #expect(throws: DNSError.noAnswer(seconds: 1)) { try await records(seconds: 1) { _, _ in [] } }
    }

    /// Another number and another question are not answers to what was asked; the one that is comes last.
    @Test func whatWasNotAskedIsNotTaken() async throws {
        let found = try await records { query, _ in
            var otherNumber = MadeMessage(to: query).with("forged")
            otherNumber.id &+= 1
            var otherQuestion = MadeMessage(to: query).with("forged")
            otherQuestion.question[1] ^= 1
            return [otherNumber.bytes, otherQuestion.bytes, [], MadeMessage(to: query).with("asked").bytes]
        }
        #expect(found == ["asked"])
    }

    @Test func resolversAndNamesThatAreNone() async throws {
        await #expect(throws: DNSError.unusableResolver("nowhere")) {
            try await TXTLookup(seconds: 1, resolver: "nowhere").records(of: "parliament.example")
        }
        for name in ["a..example", String(repeating: "a", count: 64) + ".example"] {
            await #expect(throws: DNSError.unusableName) {
                try await TXTLookup(seconds: 1, resolver: "127.0.0.1:9").records(of: name)
            }
        }
    }

    /// Lengths that lie, names that run in circles, counts of what is not there: refused, or taken for no answer.
    @Test(arguments: 0..<5) func malformedAnswers(number: Int) async throws {
        await #expect(throws: DNSError.self) {
            try await records(seconds: 1) { query, _ in
                let message = MadeMessage(to: query)
                var stated = message.with("x")
                stated.statedAnswers = 65535
                return [
                    [
                        message.with(type: MadeMessage.txt, data: [200, 0x78]),
                        message.with(type: MadeMessage.txt, data: [1, 0x78], statedLength: 60000),
                        // The owner's name is where it stands.
                        message.with(
                            type: MadeMessage.txt, data: [1, 0x78], owner: [0xC0, UInt8(message.question.count + 12)]),
                        message.with(type: MadeMessage.txt, data: []).with(type: MadeMessage.txt, data: [9]),
                        stated,
                    ][number].bytes
                ]
            }
        }
    }

    /// A good answer with each of its bytes changed, and cut off at each: an answer or an error, in time.
    @Test func damagedAnswers() async throws {
        try await MadeResolver.run { query, _ in
            var bytes = MadeMessage(to: query).with("v=1; kid=00", "more").with("another").bytes
            let labels = MadeMessage.name(in: query).split(separator: ".")
            guard let number = labels.first.flatMap({ Int($0) }) else { return [] }
            if labels[1] == "cut" {
                bytes = Array(bytes.prefix(number))
            } else if bytes.indices.contains(number) {
                bytes[number] ^= 0xFF
            }
            return [bytes]
        } _: { resolver in
            let lookup = TXTLookup(seconds: 1, resolver: resolver.address)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    for kind in ["cut", "changed"] {
                        group.addTask {
                            let found = try? await lookup.records(of: "\(number).\(kind).example")
                            #expect((found ?? []).allSatisfy { $0.count < 100 })
                        }
                    }
                }
            }
        }
    }
}
