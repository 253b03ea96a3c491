import Detection
import Media
import Verification

/// The facts about a file, in lines: what stands in it and what decoding showed, and what that usually means. Never a verdict.
enum FactLines {
    static let title = "About the file"

    /// Nothing where a signed source covers the clip: how it was handed on matters little there, and the JSON has it.
    static func lines(of verdict: Verdict) -> [String] {
        verdict.isCoveredBySource ? [] : allLines(of: verdict)
    }

    /// The facts of any clip.
    static func allLines(of verdict: Verdict) -> [String] {
        guard !verdict.facts.isEmpty else { return [] }
        return verdict.facts.map(text)
            + [
                "These are facts, not findings: anybody can write any name or date into a file, platforms take most of them out, "
                    + "and each has harmless causes."
            ]
    }

    static func text(of fact: FileFact) -> String {
        switch fact {
        case .container(let format, let brand):
            "Container: \(format.printable)\(brand.map { ", brand “\($0.printable)”" } ?? "")."
        case .writer(let name, let known):
            "Written by “\(name.printable)”\(known.map { " (\(words(for: $0)))" } ?? "")."
        case .encoder(let track, let name, let settings, let at):
            "\(capitalised(track)) encoded by “\(name.printable)”"
                + "\(settings.map { ", settings \($0.printable)" } ?? "")"
                + "\(at.map { $0 > 0 ? ", from \(clock($0)) on" : "" } ?? "")."
        case .handler(let track, let name, let known):
            "\(capitalised(track)) track named “\(name.printable)” (\(words(for: known)))."
        case .device(let name): "It names a device: “\(name.printable)”."
        case .created(let dates): "Dates in it: \(dates.map(\.printable).joined(separator: ", "))."
        case .place: "It says where it was recorded (not shown here)."
        case .hidden(let track, let before, let after): hidden(track, before, after)
        case .assembled(let track, let stretches):
            "An edit list puts the \(track.rawValue) together from \(stretches) stretches."
        case .frameRate(let claimed, let decoded):
            "It claims \(decimal(claimed)) frames a second; \(decimal(decoded)) were decoded."
        case .duration(let claimed, let decoded):
            "It claims to last \(clock(claimed)); \(clock(decoded)) were decoded."
        case .repeats(let count, let all, let every, let rate):
            "\(count) of \(all) frames hardly differ from the one before\(every.map { ", every \(ordinal($0))" } ?? ""): "
                + "\(decimal(rate)) pictures a second that do."
        case .still(let ranges):
            "The picture stands still at \(ranges.map { Clock.text(TimeRange(milliseconds: $0)) }.joined(separator: ", "))."
        case .tracks(let picture, let sound):
            "Picture \(Clock.text(TimeRange(milliseconds: picture))), sound \(Clock.text(TimeRange(milliseconds: sound))): "
                + "they do not begin or end together."
        case .dataRate(let rate, let pixel):
            "\(Wording.count(rate / 1000, "kilobit")) a second\(pixel.map { ", \(decimal($0, places: 3)) bits a pixel" } ?? "")."
        case .declaredSource(let source, let by):
            "\(words(for: by)) declares: \(words(for: source)) (\(source.rawValue))."
        case .syntheticLabel(let label):
            "It bears the label of China's standard for synthetic content, GB 45438-2025"
                + "\(label.isEmpty ? "" : " (Label \(label.printable))")."
        case .generator(let name, let by):
            "\(words(for: by)) names a program or service that makes or alters media: \(name.printable)."
        }
    }

    private static func hidden(_ track: FileFact.Track, _ before: Int, _ after: Int) -> String {
        let parts = [
            before > 0 ? "\(seconds(before)) s before" : nil, after > 0 ? "\(seconds(after)) s after" : nil,
        ].compactMap(\.self).joined(separator: " and ")
        return "The file holds \(parts) what is shown of the \(track.rawValue), left out by an edit list."
    }

    private static func words(for writer: KnownWriter) -> String {
        switch writer {
        case .ffmpeg: "FFmpeg's libraries, which countless programs and platforms use"
        case .google: "as YouTube and Google's services write it"
        case .twitter: "as X, formerly Twitter, writes it"
        case .apple: "as Apple's devices and programs write it"
        case .android: "as Android devices write it"
        case .mainconcept: "as Adobe's editors write it"
        case .gpac: "GPAC's tools"
        case .bento4: "Bento4's tools"
        case .lsmash: "L-SMASH's tools"
        case .handbrake: "HandBrake, a converter"
        }
    }

    private static func words(for declaration: FileFact.Declaration) -> String {
        switch declaration {
        case .metadata: "The file's metadata, which nobody signs,"
        case .contentCredentials: "The signer of its Content Credentials"
        case .invalidCredentials: "A manifest that does not hold"
        }
    }

    private static func words(for source: DigitalSource) -> String {
        switch source {
        case .digitalCapture: "captured by a digital device"
        case .computationalCapture: "captured by a device that computes its picture"
        case .negativeFilm, .positiveFilm: "digitised from film"
        case .print: "digitised from a print"
        case .screenCapture: "recorded from a screen"
        case .virtualRecording: "recorded from a virtual event"
        case .humanEdits, .minorHumanEdits: "edited by people"
        case .digitalCreation, .digitalArt: "created with digital tools"
        case .algorithmicallyEnhanced: "enhanced by an algorithm"
        case .dataDrivenMedia: "made from data"
        case .composite: "put together from several parts"
        case .compositeCapture: "put together from captured parts"
        case .compositeSynthetic: "put together from parts, some of them synthetic"
        case .algorithmicMedia: "made by an algorithm"
        case .trainedAlgorithmicMedia: "made by a trained model"
        case .compositeWithTrainedAlgorithmicMedia: "put together with parts that a trained model made"
        }
    }

    private static func capitalised(_ track: FileFact.Track) -> String { track == .picture ? "Picture" : "Sound" }
    private static func clock(_ milliseconds: Int) -> String { Clock.text(MediaTime(milliseconds: milliseconds)) }
    private static func seconds(_ milliseconds: Int) -> String { decimal(Double(milliseconds) / 1000, places: 1) }

    private static func ordinal(_ number: Int) -> String {
        switch number {
        case 2: "second one"
        case 3: "third one"
        default: "\(number)th one"
        }
    }

    /// Without trailing zeros.
    private static func decimal(_ value: Double, places: Int = 2) -> String {
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let units = Int((value * Double(scale)).rounded())
        var fraction = String(units % scale)
        fraction = String(repeating: "0", count: places - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(units / scale)\(fraction.isEmpty ? "" : ".\(fraction)")"
    }
}
