import Foundation

/// Turns what was typed into files: patterns that the shell left alone, and folders.
enum InputFiles {
    /// The files that a pattern with `*`, `?` stands for, sorted; a name without them, or one that exists, is itself.
    static func expanding(_ pattern: String) throws(Failure) -> [String] {
        guard pattern.contains(where: { "*?".contains($0) }), !FileManager.default.fileExists(atPath: pattern) else {
            return [pattern]
        }
        var found = [pattern.hasPrefix("/") ? "/" : ""]
        for component in pattern.split(separator: "/").map(String.init) {
            found = found.flatMap { folder -> [String] in
                guard component.contains(where: { "*?".contains($0) }) else { return [folder + component + "/"] }
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
                return names.sorted().filter { !$0.hasPrefix(".") && matches($0[...], component[...]) }
                    .map { folder + $0 + "/" }
            }
        }
        let files = found.map { String($0.dropLast()) }.filter { FileManager.default.fileExists(atPath: $0) }
        if files.isEmpty {
            throw Failure("Nothing matches \(pattern).", next: "ls shows what is there.", status: .usage)
        }
        return files
    }

    /// A folder's files, below it too, sorted; hidden ones and links are passed over. A file is itself.
    static func below(_ path: String) -> [String] {
        guard isFolder(path) else { return [path] }
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let keys: [URLResourceKey] = [.isRegularFileKey]
        let files = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
        let prefix = path.hasSuffix("/") ? path : path + "/"
        return (files?.allObjects as? [URL] ?? [])
            .filter { (try? $0.resourceValues(forKeys: Set(keys)).isRegularFile) == true }
            .map { prefix + $0.standardizedFileURL.path.dropFirst(folder.standardizedFileURL.path.count + 1) }
            .sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        let values = try? URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey]
        )
        return values?.isDirectory == true
    }

    private static func matches(_ name: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == "*" {
            return matches(name, pattern.dropFirst()) || (!name.isEmpty && matches(name.dropFirst(), pattern))
        }
        return !name.isEmpty && (first == "?" || first == name.first)
            && matches(name.dropFirst(), pattern.dropFirst())
    }
}
