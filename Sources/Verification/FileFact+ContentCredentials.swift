import ContentCredentials
import Detection

extension FileFact {
    /// How the content came about and which generator made it, as the signer of a manifest says.
    static func declared(by credentials: ContentCredentials) -> [FileFact] {
        let declaration: Declaration
        switch credentials.state {
        case .none: return []
        case .invalid: declaration = .invalidCredentials
        case .valid, .trusted: declaration = .contentCredentials
        }
        var facts: [FileFact] = []
        for source in credentials.actions.compactMap({ $0.digitalSourceType.flatMap(DigitalSource.init(address:)) })
        where !facts.contains(.declaredSource(source, by: declaration)) {
            facts.append(.declaredSource(source, by: declaration))
        }
        if let name = credentials.generator.flatMap(GeneratorTraces.name) {
            facts.append(.generator(name: name, by: declaration))
        }
        return Array(facts.prefix(FileFact.most))
    }
}
