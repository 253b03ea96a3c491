import Foundation

/// The recordings of an archive, and what is said of each.
struct ArchiveManifest {
    struct Entry {
        /// Its place in the workers' archive.
        let file: String
        let details: RecordingDetails
    }

    /// In the order of the list, each file once.
    let entries: [Entry]

    /// - Parameter path: of the list; - for standard input.
    init(path: String) throws(Failure) {
        let text: String
        do {
            let bytes =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(fileURLWithPath: path))
            text = String(decoding: bytes, as: UTF8.self)
        } catch {
            throw Failure("\(path) cannot be read: \(error.localizedDescription)", status: .usage)
        }
        try self.init(text: text, from: path)
    }

    /// - Parameter place: where the text stands.
    init(text: String, from place: String) throws(Failure) {
        var entries: [Entry] = []
        var seen: Set<String> = []
        // All of it is read before the first recording is: a slip in the last line is found at once.
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            let entry = try Self.entry(line, at: "\(place), line \(number + 1)")
            if seen.insert(entry.file).inserted { entries.append(entry) }
        }
        self.entries = entries
    }

    /// All that a store lists: each recording is called what its object is.
    init(listing names: [String], of store: String) throws(Failure) {
        // Stores keep folders as empty objects whose names end so.
        entries = try names.filter { !$0.hasSuffix("/") }.map { name throws(Failure) in
            Entry(file: try Self.checked(name, at: store), details: RecordingDetails())
        }
    }

    private static func entry(_ line: Substring, at place: String) throws(Failure) -> Entry {
        guard line.hasPrefix("{") else {
            return Entry(file: try checked(String(line), at: place), details: RecordingDetails())
        }
        guard var members = try? JSONDecoder().decode([String: String].self, from: Data(line.utf8)),
            let file = members.removeValue(forKey: "file")
        else {
            throw Failure(
                "\(place) is not an object of texts with a file.",
                next: #"write it as {"file": "2024/budget.mp4", "title": "Budget speech"}, on one line."#,
                status: .usage)
        }
        let details = try RecordingDetails(members, from: place)
        try details.validate()
        return Entry(file: try checked(file, at: place), details: details)
    }

    private static func checked(_ file: String, at place: String) throws(Failure) -> String {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        guard !file.isEmpty, !file.hasPrefix("/"), !parts.contains("..") else {
            throw Failure(
                "\(place) names “\(file)”, which is no place in an archive.",
                next: "write it as the workers' --archive has it, such as 2024/budget.mp4.", status: .usage)
        }
        return file
    }
}
