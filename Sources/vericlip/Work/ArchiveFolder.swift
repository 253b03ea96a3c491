import Foundation

/// The folder below which a worker reads recordings that jobs name: who may hand in jobs reads nothing else of its machine.
struct ArchiveFolder {
    /// Without links, absolute.
    private let path: String

    init(path: String) throws(Failure) {
        guard InputFiles.isFolder(path) else {
            throw Failure(
                "There is no folder \(path).", next: "--archive with the folder of the recordings.", status: .usage)
        }
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    /// The path of a file in it, links followed; nothing where it is not in it, or not there.
    func path(of file: String) -> String? {
        let found = URL(fileURLWithPath: path + "/" + file).resolvingSymlinksInPath().standardizedFileURL.path
        guard found.hasPrefix(path + "/"), FileManager.default.fileExists(atPath: found) else { return nil }
        return found
    }
}
