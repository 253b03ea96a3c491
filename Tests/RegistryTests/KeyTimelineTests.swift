import Registry
import Testing

/// The rules about keys, without cryptography: keys are letters. A registers the publisher in entry 0, R is its recovery key.
@Suite struct KeyTimelineTests {
    typealias Event = KeyEvent<Unicode.Scalar>

    /// A statement as a few letters: who signs, what.
    static func add(_ key: Unicode.Scalar, by signer: Unicode.Scalar) -> (Int) -> Event {
        {
            Event(
                index: $0, signer: signer,
                action: .add(key, replaces: nil, to: .init(founder: "A", byRecovery: signer == "R")))
        }
    }
    static func rotate(_ old: Unicode.Scalar, _ key: Unicode.Scalar, by signer: Unicode.Scalar) -> (Int) -> Event {
        {
            Event(
                index: $0, signer: signer,
                action: .add(key, replaces: old, to: .init(founder: "A", byRecovery: signer == "R")))
        }
    }
    static func revoke(
        _ key: Unicode.Scalar, by signer: Unicode.Scalar, from: Int? = nil, compromised: Bool = true
    ) -> (Int) -> Event {
        {
            Event(
                index: $0, signer: signer,
                action: .revoke(
                    key, isCompromised: compromised, from: from, of: .init(founder: "A", byRecovery: signer == "R")))
        }
    }

    /// The events in a row, in entries 1, 2, 3, …
    static func timeline(_ events: [(Int) -> Event]) -> KeyTimeline<Unicode.Scalar> {
        var timeline = KeyTimeline<Unicode.Scalar>()
        timeline.append(Event(index: 0, signer: "A", action: .register(recovery: "R")))
        for (index, event) in zip(1..., events) { timeline.append(event(index)) }
        return timeline
    }

    /// In which entries from 0 to 6 the key speaks for the publisher.
    private func entries(_ key: Unicode.Scalar, _ timeline: KeyTimeline<Unicode.Scalar>) -> [Int] {
        (0...6).filter { timeline.founder(behind: key, at: $0) == .success("A") }
    }

    @Test func aRotationEndsTheOldKeyAndBeginsTheNew() {
        let timeline = Self.timeline([Self.rotate("A", "B", by: "A")])
        #expect(entries("A", timeline) == [0, 1])
        #expect(entries("B", timeline) == [2, 3, 4, 5, 6])
        #expect(
            timeline.founder(behind: "A", at: 2)
                == .failure(.ended(KeyEnd(start: 2, statedAt: 1, cause: .replaced(by: "B")))))
        #expect(timeline.founder(behind: "B", at: 1) == .failure(.notYetAdded(at: 1)))
    }

    @Test func aKeyThatNoLongerStandsChangesNothing() {
        let timeline = Self.timeline([
            Self.rotate("A", "B", by: "A"), Self.rotate("B", "C", by: "A"), Self.revoke("B", by: "A"),
        ])
        #expect(timeline.defects.keys.sorted() == [2, 3])
        #expect(entries("B", timeline) == [2, 3, 4, 5, 6] && entries("C", timeline) == [])
    }

    @Test func aCutOffReachesBackAndNotFurther() {
        let timeline = Self.timeline([
            Self.add("B", by: "A"), Self.add("C", by: "B"), Self.revoke("A", by: "R", from: 2),
        ])
        #expect(entries("A", timeline) == [0, 1])
        #expect(entries("B", timeline) == [2, 3, 4, 5, 6] && entries("C", timeline) == [3, 4, 5, 6])
    }

    /// Whoever stole A at entry 1 adds a key of theirs and throws out the owner's; the recovery key undoes all of it.
    @Test func aCutOffUndoesWhatTheThiefDid() {
        let theft = [
            Self.add("B", by: "A"), Self.rotate("A", "T", by: "A"), Self.revoke("B", by: "T"), Self.add("U", by: "T"),
        ]
        let before = Self.timeline(theft)
        #expect(
            entries("B", before) == [2, 3] && entries("T", before) == [3, 4, 5, 6] && entries("U", before) == [5, 6])
        let after = Self.timeline(theft + [Self.revoke("A", by: "R", from: 2), Self.add("C", by: "R")])
        #expect(entries("A", after) == [0, 1])
        #expect(entries("B", after) == [2, 3, 4, 5, 6] && entries("C", after) == [])
        #expect(entries("T", after) == [] && entries("U", after) == [])
        #expect(after.founder(behind: "C", at: 7) == .success("A"))
    }

    @Test(arguments: [0, 4, 9]) func aCutOffOutOfRangeHasNoEffect(from: Int) {
        let timeline = Self.timeline([
            Self.add("B", by: "A"), Self.add("C", by: "B"), Self.revoke("A", by: "R", from: from),
        ])
        #expect(timeline.defects == [3: .cutOffOutOfRange])
        #expect(entries("A", timeline) == [0, 1, 2, 3, 4, 5, 6])
    }

    @Test func aKeyDoesNotComeBack() {
        for event in [Self.add("A", by: "B"), Self.rotate("B", "A", by: "B"), Self.add("A", by: "R")] {
            let timeline = Self.timeline([Self.rotate("A", "B", by: "A"), event])
            #expect(timeline.defects == [2: .keyIsTaken])
            #expect(entries("A", timeline) == [0, 1])
        }
        let later = Self.timeline([Self.revoke("A", by: "R", from: 1), Self.revoke("A", by: "R", from: 2)])
        #expect(entries("A", later) == [0])
        let compromised = Self.timeline([Self.rotate("A", "B", by: "A"), Self.revoke("A", by: "R", from: 2)])
        #expect(compromised.lives["A"]?.end?.cause == .compromised)
    }

    @Test func oneRevocationDoesNotUndoAnother() {
        let timeline = Self.timeline([
            Self.add("B", by: "A"), Self.revoke("A", by: "B"), Self.revoke("B", by: "A"),
            Self.revoke("B", by: "B", compromised: false),
        ])
        #expect(timeline.defects.keys.sorted() == [3])
        #expect(entries("A", timeline) == [0, 1, 2] && entries("B", timeline) == [2, 3, 4])
    }

    @Test func theRecoveryKeySignsNothingElse() {
        let timeline = Self.timeline([Self.add("R", by: "A"), Self.rotate("A", "R", by: "A"), Self.add("R", by: "R")])
        #expect(Set(timeline.defects.values) == [.recoveryKeyOnly])
        #expect(timeline.founder(behind: "R", at: 5) == .failure(.unknown))
    }

    @Test func nobodyActsForAnotherPublisher() {
        var timeline = Self.timeline([])
        timeline.append(Event(index: 1, signer: "X", action: .register(recovery: "R")))
        let publisher = Event.Publisher(founder: "A", byRecovery: false)
        timeline.append(Event(index: 2, signer: "X", action: .add("Y", replaces: nil, to: publisher)))
        timeline.append(
            Event(index: 3, signer: "X", action: .add("Y", replaces: "A", to: .init(founder: "X", byRecovery: false))))
        timeline.append(
            Event(index: 4, signer: "X", action: .revoke("A", isCompromised: true, from: nil, of: publisher)))
        timeline.append(
            Event(
                index: 5, signer: "S",
                action: .revoke("A", isCompromised: true, from: 1, of: .init(founder: "A", byRecovery: true))))
        timeline.append(Event(index: 6, signer: "A", action: .add("X", replaces: nil, to: publisher)))
        // One recovery key may serve two publishers; it says for which.
        timeline.append(
            Event(
                index: 7, signer: "R",
                action: .revoke("X", isCompromised: true, from: 2, of: .init(founder: "X", byRecovery: true))))
        #expect(
            timeline.defects == [
                2: .ended(KeyEnd(start: 2, statedAt: 7, cause: .compromised)),
                3: .ended(KeyEnd(start: 2, statedAt: 7, cause: .compromised)),
                4: .ended(KeyEnd(start: 2, statedAt: 7, cause: .compromised)),
                5: .notTheRecoveryKey, 6: .keyIsTaken,
            ])
        #expect(timeline.founder(behind: "A", at: 9) == .success("A"))
        #expect(timeline.founder(behind: "X", at: 1) == .success("X"))
    }

    /// A key that only a thief's statement took from its owner is the owner's again.
    @Test func aVoidAdditionFreesTheKey() {
        var timeline = Self.timeline([Self.add("X", by: "A")])
        timeline.append(Event(index: 2, signer: "X", action: .register(recovery: nil)))
        #expect(timeline.founder(behind: "X", at: 3) == .success("A"))
        timeline.append(Self.revoke("A", by: "R", from: 1)(3))
        #expect(timeline.founder(behind: "X", at: 3) == .success("X"))
    }

    @Test func aCutOffBeforeThePublisherCameDoesNotCount() {
        var timeline = KeyTimeline<Unicode.Scalar>()
        timeline.append(
            Event(
                index: 0, signer: "R",
                action: .revoke("A", isCompromised: true, from: 2, of: .init(founder: "A", byRecovery: true))))
        timeline.append(Event(index: 1, signer: "A", action: .register(recovery: "R")))
        #expect(timeline.founder(behind: "A", at: 2) == .success("A"))
        #expect(timeline.defects == [0: .noSuchPublisher])
    }
}
