import ArgumentParser

/// `vericlip index`: the keys that clips are found by.
struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Measures, checks, merges and rebuilds the index that clips are found by.",
        discussion: """
            The index is derived from the registered fingerprints, and can be made again from them at any time. Nobody signs it: a fault \
            in it loses matches, and can make none.
            """,
        subcommands: [Stats.self, Verify.self, Rebuild.self, Merge.self, Shards.self])
}
