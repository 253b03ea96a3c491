/// The files of a folder of evidence, by plain names: the page, the pictures and drawings in it, and the numbers behind them.
public struct EvidenceFiles: Sendable {
    public struct File: Sendable, Hashable {
        public let name: String
        public let bytes: [UInt8]
    }

    /// The page.
    public static let page = "index.html"
    /// The list of all others, one name a line.
    public static let list = "files.txt"

    public let files: [File]

    public init(_ report: Report) {
        let page = Page(report)
        var files = [File(name: "report.json", bytes: Array(report.text(as: .json).utf8))]
        for moment in page.exhibits.flatMap(\.moments) {
            files += [moment.clip, moment.original].compactMap(\.self).map { File(name: $0.name, bytes: $0.png) }
        }
        files += DriverPictures.all(of: report).map { File(name: $0.picture.name, bytes: $0.picture.png) }
        let drawings =
            page.measurements.timelines + page.measurements.measurements.map(\.drawing)
            + DetectorPlot.all(of: report.verdict)
        files += drawings.map { File(name: $0.name + ".svg", bytes: Array($0.file.utf8)) }
        files += page.measurements.tables.map { File(name: $0.name, bytes: Array($0.text.utf8)) }
        let names = files.map { $0.name + "\n" }.joined()
        files.append(File(name: Self.list, bytes: Array(names.utf8)))
        files.append(File(name: Self.page, bytes: Array(page.text.utf8)))
        self.files = files
    }

    init(files: [File]) {
        self.files = files
    }

    /// Whether the beginning of an `index.html` is that of a page of this program.
    public static func isPage(_ text: String) -> Bool {
        text.hasPrefix("<!DOCTYPE html>") && text.prefix(300).contains("content=\"\(HTML.generator)\"")
    }

    /// Whether a folder of evidence may hold a file of this name.
    public static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 100
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
    }
}
