import Foundation
import Registry
import Yams

/// What a publisher says of a recording: from flags, or from a JSON or YAML file beside it.
struct RecordingDetails: Hashable {
    var title: String?
    var event: String?
    var date: String?
    var place: String?
    var language: String?
    var url: String?
    var recordedAt: String?
    var publishedAt: String?
    var rights: String?
    /// Who is seen or heard: names, several with semicolons between them.
    var people: String?
    /// Passages not to be found by: `0:00-0:12=title-card`, several with commas between them.
    var exclude: String?
    /// The number of the record that this one was made from.
    var parent: String?

    private static var fields: [String: WritableKeyPath<RecordingDetails, String?>] {
        [
            "title": \.title, "event": \.event, "date": \.date, "place": \.place, "language": \.language, "url": \.url,
            "recordedAt": \.recordedAt, "publishedAt": \.publishedAt, "rights": \.rights,
            "people": \.people,
            "exclude": \.exclude, "parent": \.parent,
        ]
    }

    /// What these leave open is taken from the others.
    func filled(from others: RecordingDetails) -> RecordingDetails {
        var filled = self
        for field in Self.fields.values where filled[keyPath: field] == nil {
            filled[keyPath: field] = others[keyPath: field]
        }
        return filled
    }
}

extension RecordingDetails {
    /// Reads a sidecar: an object of texts. JSON is YAML too. A name that is not known is refused, for it may be a slip.
    init(sidecar path: String) throws(Failure) {
        let members: [String: String]
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            members = try YAMLDecoder().decode([String: String].self, from: text)
        } catch let error as CocoaError {
            throw Failure("\(path) cannot be read: \(error.localizedDescription)")
        } catch {
            throw Failure(
                "\(path) is not a JSON or YAML object of texts.",
                next: "write it as: title: Budget speech", status: .usage)
        }
        try self.init(members, from: path)
    }

    /// - Parameter place: where the members stand.
    init(_ members: [String: String], from place: String) throws(Failure) {
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let field = Self.fields[name] else {
                let known = Self.fields.keys.sorted().joined(separator: ", ")
                throw Failure(
                    "\(place) has a field “\(name)” that is not known.", next: "use: \(known)", status: .usage)
            }
            self[keyPath: field] = value
        }
    }

    /// The sidecar beside a file, where there is one: `speech.mp4.yaml`, `.yml` or `.json`.
    init?(besides file: String) throws(Failure) {
        let path = ["yaml", "yml", "json"].map { "\(file).\($0)" }
            .first { FileManager.default.fileExists(atPath: $0) }
        guard let path else { return nil }
        try self.init(sidecar: path)
    }

    /// Times and dates are checked when they are given: a signed record cannot be corrected, only superseded.
    func validate() throws(Failure) {
        for (name, value) in [("recordedAt", recordedAt), ("publishedAt", publishedAt)] {
            if let value, (try? Date(value, strategy: .iso8601)) == nil {
                throw Failure(
                    "\(name) “\(value)” is not a time.", next: "write it as 2026-11-22T10:00:00Z", status: .usage)
            }
        }
        if let date, (try? Date("\(date)T00:00:00Z", strategy: .iso8601)) == nil {
            throw Failure("date “\(date)” is not a date.", next: "write it as 2026-11-22", status: .usage)
        }
        _ = try parentRecord()
        _ = try excludedPassages()
    }

    /// The record that this one was made from.
    func parentRecord() throws(Failure) -> UInt32? {
        guard let parent else { return nil }
        guard let number = UInt32(parent) else {
            throw Failure(
                "parent “\(parent)” is not the number of a record.", next: "write it as: parent: 17", status: .usage)
        }
        return number
    }

    /// Who is seen or heard; nothing where nobody is named.
    var names: [String]? {
        let names = (people ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        return names.isEmpty ? nil : names
    }

    func excludedPassages() throws(Failure) -> [MediaRegister.ExcludedPassage] {
        var passages: [MediaRegister.ExcludedPassage] = []
        for part in (exclude ?? "").split(separator: ",") {
            guard let passage = MediaRegister.ExcludedPassage(text: part) else {
                throw Failure(
                    "“\(part)” is not a passage to exclude.", next: "write it as 0:00-0:12=title-card", status: .usage)
            }
            passages.append(passage)
        }
        return passages.sorted { $0.fromMilliseconds < $1.fromMilliseconds }
    }

    var eventStatement: MediaRegister.Event? {
        event == nil && date == nil && place == nil
            ? nil : MediaRegister.Event(name: event, date: date, place: place)
    }
}
