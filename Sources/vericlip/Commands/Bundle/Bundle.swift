import ArgumentParser

/// `vericlip bundle`: evidence that others can check, offline.
struct Bundle: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes and checks one file with a report and everything that stands behind it.",
        discussion: """
            A .vericlip-evidence file is a plain ZIP; docs/bundle-v1.md shows how to check it with openssl and no Vericlip.
            """,
        subcommands: [Make.self, Verify.self])
}
