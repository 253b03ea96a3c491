public import Verification

/// The verdict in one sentence, and how far it goes.
extension Words {
    public func headline(of verdict: Verdict) -> String {
        if verdict.recordFails { return self(.recordFails) }
        if verdict.isNamedOnly { return self(.mayComeFromSigned) }
        return self(Self.headline(of: verdict.relation))
    }

    /// A headline as it was kept, which is in English, in this language; itself where it is none.
    public func headline(_ english: String) -> String {
        let known: [Message] = [
            .relationSame, .relationEdited, .relationChanged, .relationMixed, .relationNoSource, .relationCannotAssess,
            .recordFails, .mayComeFromSigned,
        ]
        return known.first { Words(.english)($0) == english }.map { self($0) } ?? english
    }

    static func headline(of relation: Relation) -> Message {
        switch relation {
        case .same: .relationSame
        case .edited: .relationEdited
        case .changed: .relationChanged
        case .mixed: .relationMixed
        case .noSource: .relationNoSource
        case .cannotAssess: .relationCannotAssess
        }
    }

    /// What stands under the headline where the verdict does not certify.
    public func caution(of verdict: Verdict) -> String? {
        guard case .possible(let doubt) = verdict.confidence else { return nil }
        let why: Message =
            switch doubt {
            case .recordFails: .doubtRecordFails
            case .pictureNotCompared: .doubtPicture
            case .faceNotCompared: .doubtFace
            case .soundNotCompared: .doubtSound
            case .weakMatch: .doubtWeak
            case .fingerprintNotPublished: .doubtUnpublished
            case .fingerprintNotHere: .doubtNotHere
            }
        return self(.possible, ["why": self(why)])
    }
}
