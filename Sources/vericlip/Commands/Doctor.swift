import ArgumentParser
import ClipAnalysis
import Foundation
import Registry
import RegistryStorage

/// `vericlip doctor`: whether everything is in place, one line a check.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks the analyzer and its confinement, the face detector, the registry, the keys and the disk.")

    @OptionGroup var home: HomeOption

    func run() async throws {
        var report = DoctorReport()
        report.note("program", "vericlip \(Vericlip.version), home \(home.folder.path)")
        await report.checkAnalyzer()
        await report.checkFaceDetector()
        await report.checkDetectors()
        report.checkRegistry(home)
        report.checkKeys(home)
        report.checkDisk(home.folder)
        if !report.isSound { throw ExitStatus.runtime.code }
    }
}
