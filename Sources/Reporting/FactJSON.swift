import Detection
import Media

extension FileFact {
    /// As in report v1: `fact` and what belongs to it, then `text`.
    var json: JSONValue {
        let members: [(String, JSONValue?)] =
            switch self {
            case .container(let format, let brand):
                [("fact", .string("container")), ("format", .string(format)), ("brand", brand.map(JSONValue.string))]
            case .writer(let name, let known):
                [("fact", .string("writer")), ("name", .string(name)), ("known", known.map { .string($0.rawValue) })]
            case .encoder(let track, let name, let settings, let at):
                [
                    ("fact", .string("encoder")), ("track", .string(track.rawValue)), ("name", .string(name)),
                    ("settings", settings.map(JSONValue.string)), ("at", at.map(JSONValue.thousandths)),
                ]
            case .handler(let track, let name, let known):
                [
                    ("fact", .string("handler")), ("track", .string(track.rawValue)), ("name", .string(name)),
                    ("known", .string(known.rawValue)),
                ]
            case .device(let name): [("fact", .string("device")), ("name", .string(name))]
            case .created(let dates): [("fact", .string("created")), ("dates", .array(dates.map(JSONValue.string)))]
            case .place: [("fact", .string("place"))]
            case .hidden(let track, let before, let after):
                [
                    ("fact", .string("hidden")), ("track", .string(track.rawValue)), ("before", .thousandths(before)),
                    ("after", .thousandths(after)),
                ]
            case .assembled(let track, let stretches):
                [
                    ("fact", .string("assembled")), ("track", .string(track.rawValue)),
                    ("stretches", .integer(stretches)),
                ]
            case .frameRate(let claimed, let decoded):
                [("fact", .string("frame-rate")), ("claimed", .rounded(claimed)), ("decoded", .rounded(decoded))]
            case .duration(let claimed, let decoded):
                [("fact", .string("duration")), ("claimed", .thousandths(claimed)), ("decoded", .thousandths(decoded))]
            case .repeats(let count, let all, let every, let rate):
                [
                    ("fact", .string("repeats")), ("count", .integer(count)), ("of", .integer(all)),
                    ("every", every.map(JSONValue.integer)), ("differentPerSecond", .rounded(rate)),
                ]
            case .still(let ranges):
                [("fact", .string("still")), ("ranges", .array(ranges.map { TimeRange(milliseconds: $0).json }))]
            case .tracks(let picture, let sound):
                [
                    ("fact", .string("tracks")), ("picture", TimeRange(milliseconds: picture).json),
                    ("sound", TimeRange(milliseconds: sound).json),
                ]
            case .dataRate(let rate, let pixel):
                [
                    ("fact", .string("data-rate")), ("bitsPerSecond", .integer(rate)),
                    ("bitsPerPixel", pixel.map(JSONValue.rounded)),
                ]
            case .earlierEncoding(let every):
                [("fact", .string("earlier-encoding")), ("every", .integer(every))]
            case .declaredSource(let source, let by):
                [
                    ("fact", .string("declared-source")), ("digitalSourceType", .string(source.rawValue)),
                    ("by", .string(by.rawValue)),
                ]
            case .syntheticLabel(let label): [("fact", .string("synthetic-label")), ("label", .string(label))]
            case .generator(let name, let by):
                [("fact", .string("generator")), ("name", .string(name)), ("by", .string(by.rawValue))]
            }
        let known = (members + [("text", .string(FactLines.text(of: self)))]).compactMap { name, value in
            value.map { JSONValue.Member(name: name, value: $0) }
        }
        return .object(known)
    }
}
