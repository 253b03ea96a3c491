/// A readable test: commands after `$ `, each with the output that it must give.
///
/// `...` alone on a line stands for any number of lines, `*` within a line for any text; `[exit N]` ends a command that must not
/// end with 0. Lines that begin with `#` are comments; `# requires PATH` leaves the script out where there is no such file, `# needs
/// COMMAND` where that command fails.
struct CommandScript {
    struct Step {
        let line: Int
        let command: String
        var expected: [String] = []
        var exit: Int32 = 0
    }

    let steps: [Step]
    /// Files without which the script cannot run.
    let requirements: [String]
    /// Commands that must succeed, or the script cannot run.
    let needs: [String]

    init(_ text: String) {
        var steps: [Step] = []
        var (requirements, needs): ([String], [String]) = ([], [])
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("# requires ") { requirements.append(String(line.dropFirst(11))) }
            if line.hasPrefix("# needs ") { needs.append(String(line.dropFirst(8))) }
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("$ ") {
                steps.append(Step(line: number + 1, command: String(line.dropFirst(2))))
            } else if let last = steps.indices.last {
                if line.hasPrefix("[exit "), let code = Int32(line.dropFirst(6).dropLast()) {
                    steps[last].exit = code
                } else if !line.isEmpty {
                    steps[last].expected.append(String(line))
                }
            }
        }
        self.steps = steps
        self.requirements = requirements
        self.needs = needs
    }
}

extension CommandScript.Step {
    /// Whether the output is what was expected; empty lines do not count.
    func accepts(_ output: String) -> Bool {
        Self.matches(output.split(separator: "\n").map(String.init)[...], expected[...])
    }

    private static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return lines.isEmpty }
        if first == "..." {
            return matches(lines, expected.dropFirst())
                || (!lines.isEmpty && matches(lines.dropFirst(), expected))
        }
        guard let line = lines.first, wildcard(line[...], first[...]) else { return false }
        return matches(lines.dropFirst(), expected.dropFirst())
    }

    private static func wildcard(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return wildcard(text, pattern.dropFirst()) || (!text.isEmpty && wildcard(text.dropFirst(), pattern))
        }
        return text.first == first && wildcard(text.dropFirst(), pattern.dropFirst())
    }
}
