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

    private static var fields: [String: WritableKeyPath<RecordingDetails, String?>] {
        [
            "title": \.title, "event": \.event, "date": \.date, "place": \.place, "language": \.language, "url": \.url,
            "recordedAt": \.recordedAt, "publishedAt": \.publishedAt, "rights": \.rights,
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
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let field = Self.fields[name] else {
                let known = Self.fields.keys.sorted().joined(separator: ", ")
                throw Failure("\(path) has a field “\(name)” that is not known.", next: "use: \(known)", status: .usage)
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
    }

    var eventStatement: MediaRegister.Event? {
        event == nil && date == nil && place == nil
            ? nil : MediaRegister.Event(name: event, date: date, place: place)
    }
}
