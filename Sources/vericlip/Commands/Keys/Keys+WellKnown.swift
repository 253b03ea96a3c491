import ArgumentParser
import Foundation
import Registry
import RegistryStorage
import Signing

extension Keys {
    /// `vericlip keys well-known`: what the publisher's domain shall say.
    struct WellKnown: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "well-known",
            abstract: "Writes the file that your web site shows, so that others can check that your keys are yours.",
            discussion: """
                Put it at https://DOMAIN/.well-known/vericlip.json, and the records that are printed into the DNS; then anybody can: \
                vericlip attest DOMAIN.
                """)

        @OptionGroup var home: HomeOption
        @Option(help: ArgumentHelp("Where the file goes; one that is there is written anew.", valueName: "file"))
        var output = "vericlip.json"

        func run() throws {
            do {
                let registry = try home.registryForReading()
                let history = try registry.publisherHistory()
                let signer = try history.current(home.folder.publisherKey().publicKey.keyID, in: home.folder)
                let keys = history.keys(of: signer.founder).filter { $0.end == nil }.map(\.key)
                let file = WellKnownFile(name: signer.publisher.name, keys: keys)
                try OutputFile.write(try file.text().utf8, to: output)
                Console.error("Wrote \(output), for https://DOMAIN\(WellKnownFile.path)")
                Console.error("A DNS record says the same to whoever asks there:")
                for key in keys {
                    for domain in signer.publisher.domains ?? ["DOMAIN"] {
                        Console.print("\(KeyRecord.name(of: domain)). IN TXT \"\(KeyRecord(key.keyID).text)\"")
                    }
                }
            } catch let error as RegistryError {
                throw Failure(error)
            } catch let error as CocoaError {
                throw Failure("\(output) cannot be written: \(error.localizedDescription)")
            }
        }
    }
}
