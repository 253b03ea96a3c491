import Detection
import Matching
import Registry
import Reporting
import Verification

/// The people whom a clip is compared with, as far as their signed recordings still stand.
enum LearnedPeople {
    /// - Throws: where nothing was learned of one of them.
    static func named(_ names: [String], home: HomeOption) throws(Failure) -> [PersonReferences] {
        guard !names.isEmpty else { return [] }
        let store = PersonStore(of: home.folder)
        let sources = SourceReader(try home.registryForReading(), trusting: try home.trustedKeys())
        var people: [PersonReferences] = []
        for name in names {
            guard let person = try store.person(name) else {
                throw Failure(
                    "Nothing was learned of “\(name.printable)”.",
                    next:
                        "vericlip people learn “\(name.printable)” FILE… with signed recordings; vericlip people lists who was.",
                    status: .usage)
            }
            people.append(try standing(person, sources))
        }
        return people
    }

    /// Without the recordings whose records fail, were withdrawn, name the person no more or are of somebody who is not trusted by now.
    private static func standing(
        _ person: PersonReferences, _ sources: SourceReader
    ) throws(Failure) -> PersonReferences {
        var kept = person
        kept.recordings = []
        for recording in person.recordings {
            let source: SourceRecord?
            do { source = try sources.source(RecordingID(rawValue: recording.record)) } catch { throw Failure(error) }
            if let source, source.isReference(for: person.name), source.fingerprint == recording.fingerprint {
                kept.recordings.append(recording)
            }
        }
        return kept
    }
}

extension SourceRecord {
    /// Whether it can stand for a person: a record that holds, was not withdrawn, is signed by somebody whom the user trusts, and names them.
    func isReference(for person: String) -> Bool {
        holds && state == .usable && trust == .trusted && people.contains(person)
    }
}
