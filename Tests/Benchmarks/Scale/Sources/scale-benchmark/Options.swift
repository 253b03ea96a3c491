/// What was typed: `[--original FILE]... [--clip FILE]... [--keep FOLDER] [--export FOLDER] [--retrieval] [HOURS...]`.
struct Options {
    /// Recordings to register and to make the library of, besides made-up ones.
    var originals: [String] = []
    /// Clips to verify, besides made-up ones.
    var clips: [String] = []
    /// Where the registry stays, to be looked up again without being filled again; nothing for one that goes with the program.
    var folder: String?
    /// Where the pictures go that other systems are to search, and what was found here; nothing for nowhere.
    var exportFolder: String?
    /// Whether recordings get no signed records, and nothing is verified: where signing hundreds of thousands would take the most time.
    var isRetrievalOnly = false
    /// Sizes of the library, ascending.
    var hours: [Int] = []

    init?(_ arguments: some Sequence<String>) {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--original", "--clip", "--keep", "--export":
                guard let file = rest.next() else { return nil }
                switch argument {
                case "--original": originals.append(file)
                case "--clip": clips.append(file)
                case "--export": exportFolder = file
                default: folder = file
                }
            case "--retrieval": isRetrievalOnly = true
            default:
                guard let hours = Int(argument), hours > 0 else { return nil }
                self.hours.append(hours)
            }
        }
        hours.sort()
        if hours.isEmpty { hours = [10, 100, 1000] }
    }
}
