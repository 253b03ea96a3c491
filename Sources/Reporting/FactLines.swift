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
    static func allLines(of verdict: Verdict, in words: Words = .english) -> [String] {
        guard !verdict.facts.isEmpty else { return [] }
        return verdict.facts.map { text(of: $0, in: words) } + [words(.factsAreNoFindings)]
    }

    static func text(of fact: FileFact, in words: Words = .english) -> String {
        FactSentence(fact: fact, words: words).text
    }
}

/// One fact, said in a reader's language.
private struct FactSentence {
    let fact: FileFact
    let words: Words

    var text: String {
        switch fact {
        case .container(let format, let brand):
            return words(
                brand == nil ? .factContainer : .factContainerBrand,
                ["format": format.printable, "brand": quoted(brand ?? "")])
        case .writer(let name, let known):
            return words(
                known == nil ? .factWriter : .factWriterKnown,
                ["name": quoted(name), "known": known.map { words(Self.name(of: $0)) } ?? ""])
        case .encoder(let track, let name, let settings, let at):
            return encoder(track, name, settings, from: at.flatMap { $0 > 0 ? $0 : nil })
        case .handler(let track, let name, let known):
            return words(
                .factHandler,
                ["track": words(Self.name(of: track)), "name": quoted(name), "known": words(Self.name(of: known))])
        case .device(let name): return words(.factDevice, ["name": quoted(name)])
        case .created(let dates):
            return words(.factDates, ["dates": dates.map(\.printable).joined(separator: ", ")])
        case .place: return words(.factPlace)
        case .hidden(let track, let before, let after):
            return words(
                before > 0 ? after > 0 ? .factHiddenBoth : .factHiddenBefore : .factHiddenAfter,
                [
                    "before": decimal(Double(before) / 1000, places: 1),
                    "after": decimal(Double(after) / 1000, places: 1), "track": words(Self.inline(track)),
                ])
        case .assembled(let track, let stretches):
            return words(.factAssembled, ["track": words(Self.inline(track)), "count": String(stretches)])
        case .frameRate(let claimed, let decoded):
            return words(.factFrameRate, ["claimed": decimal(claimed), "decoded": decimal(decoded)])
        case .duration(let claimed, let decoded):
            return words(.factDuration, ["claimed": clock(claimed), "decoded": clock(decoded)])
        case .repeats(let count, let all, let every, let rate):
            return words(
                every == nil ? .factRepeats : .factRepeatsEvery,
                [
                    "count": String(count), "all": String(all), "every": every.map(ordinal) ?? "",
                    "rate": decimal(rate),
                ])
        case .still(let ranges):
            let shown = ranges.map { Clock.text(TimeRange(milliseconds: $0)) }.joined(separator: ", ")
            return words(.factStill, ["ranges": shown])
        case .tracks(let picture, let sound):
            return words(
                .factTracks,
                [
                    "picture": Clock.text(TimeRange(milliseconds: picture)),
                    "sound": Clock.text(TimeRange(milliseconds: sound)),
                ])
        case .dataRate(let rate, let pixel):
            guard let pixel else { return words(.dataRate, rate / 1000) }
            return words(.dataRateOfPixels, rate / 1000, ["bits": decimal(pixel, places: 3)])
        case .earlierEncoding(let every): return words(.factEarlierEncoding, ["every": String(every)])
        case .declaredSource(let source, let by):
            return words(
                .factDeclared,
                ["who": words(Self.name(of: by)), "what": words(Self.name(of: source)), "code": source.rawValue])
        case .syntheticLabel(let label):
            return words(label.isEmpty ? .factSynthetic : .factSyntheticLabel, ["label": label.printable])
        case .generator(let name, let by):
            return words(.factGenerator, ["who": words(Self.name(of: by)), "name": name.printable])
        }
    }

    private func encoder(_ track: FileFact.Track, _ name: String, _ settings: String?, from time: Int?) -> String {
        let message: Message =
            switch (settings, time) {
            case (nil, nil): .factEncoder
            case (_?, nil): .factEncoderSettings
            case (nil, _?): .factEncoderFrom
            case (_?, _?): .factEncoderSettingsFrom
            }
        return words(
            message,
            [
                "track": words(Self.name(of: track)), "name": quoted(name), "settings": settings?.printable ?? "",
                "time": time.map(clock) ?? "",
            ])
    }

    private static func name(of writer: KnownWriter) -> Message {
        switch writer {
        case .ffmpeg: .knownFFmpeg
        case .google: .knownGoogle
        case .twitter: .knownTwitter
        case .apple: .knownApple
        case .android: .knownAndroid
        case .mainconcept: .knownMainConcept
        case .gpac: .knownGPAC
        case .bento4: .knownBento4
        case .lsmash: .knownLSmash
        case .handbrake: .knownHandBrake
        }
    }

    private static func name(of declaration: FileFact.Declaration) -> Message {
        switch declaration {
        case .metadata: .byMetadata
        case .contentCredentials: .byCredentials
        case .invalidCredentials: .byInvalidCredentials
        }
    }

    private static func name(of source: DigitalSource) -> Message {
        switch source {
        case .digitalCapture: .sourceDigitalCapture
        case .computationalCapture: .sourceComputational
        case .negativeFilm, .positiveFilm: .sourceFilm
        case .print: .sourcePrint
        case .screenCapture: .sourceScreen
        case .virtualRecording: .sourceVirtual
        case .humanEdits, .minorHumanEdits: .sourceHumanEdits
        case .digitalCreation, .digitalArt: .sourceDigitalTools
        case .algorithmicallyEnhanced: .sourceEnhanced
        case .dataDrivenMedia: .sourceData
        case .composite: .sourceComposite
        case .compositeCapture: .sourceCompositeCapture
        case .compositeSynthetic: .sourceCompositeSynthetic
        case .algorithmicMedia: .sourceAlgorithmic
        case .trainedAlgorithmicMedia: .sourceTrained
        case .compositeWithTrainedAlgorithmicMedia: .sourceCompositeTrained
        }
    }

    private static func name(of track: FileFact.Track) -> Message { track == .picture ? .picture : .sound }
    private static func inline(_ track: FileFact.Track) -> Message {
        track == .picture ? .trackPictureInline : .trackSoundInline
    }

    private func quoted(_ text: String) -> String { words(.quoted, ["text": text.printable]) }
    private func clock(_ milliseconds: Int) -> String { Clock.text(MediaTime(milliseconds: milliseconds)) }

    private func ordinal(_ number: Int) -> String {
        switch number {
        case 2: words(.everySecond)
        case 3: words(.everyThird)
        default: words(.everyOther, ["n": String(number)])
        }
    }

    /// Without trailing zeros.
    private func decimal(_ value: Double, places: Int = 2) -> String {
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let units = Int((value * Double(scale)).rounded())
        var fraction = String(units % scale)
        fraction = String(repeating: "0", count: places - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = words.language == .german ? "," : "."
        return "\(units / scale)\(fraction.isEmpty ? "" : sign + fraction)"
    }
}
