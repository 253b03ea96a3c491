import ArgumentParser
import Foundation
import Registry
import RegistryStorage

/// `--home`, and where the registry is without it.
struct HomeOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder that holds registry/, keys/ and private/.",
            discussion: """
                Without it: $VERICLIP_HOME, else the current folder where it has registry/, else the user's data folder.
                """, valueName: "dir"))
    var home: String?

    var folder: Home {
        let environment = ProcessInfo.processInfo.environment
        if let home { return Home(path: home) }
        if let home = environment["VERICLIP_HOME"], !home.isEmpty { return Home(path: home) }
        let here = Home(path: FileManager.default.currentDirectoryPath)
        if InputFiles.isFolder(here.registryFolder) { return here }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return Home(path: data + "/vericlip") }
        return Home(path: NSHomeDirectory() + "/.local/share/vericlip")
    }

    func registryForReading() throws(Failure) -> any StoredRegistry {
        do {
            return try folder.registryForReading()
        } catch {
            throw Failure(error)
        }
    }

    /// The path of the list of authorities for Content Credentials; nothing where the home has none.
    func trustList() throws(Failure) -> String? {
        do {
            return try folder.trustAnchors() == nil ? nil : folder.trustListFile
        } catch {
            throw Failure(error)
        }
    }

    func trustedKeys() throws(Failure) -> TrustedKeys {
        do {
            return try folder.trustedKeys()
        } catch {
            throw Failure(error)
        }
    }
}
