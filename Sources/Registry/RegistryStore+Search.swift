internal import Foundation
public import Matching
internal import Signing

/// Words by which recordings are found in a list: in the title, the event, the place and the publisher's name and domains, whatever the
/// case and the accents.
public struct RecordSearch: Sendable, Hashable {
    private let words: [String]

    /// - Parameter text: all of its words have to occur; an empty one finds everything.
    public init(_ text: String) {
        words = text.split(whereSeparator: \.isWhitespace).map { Self.folded(String($0)) }
    }

    public func finds(_ media: MediaRegister, by publisher: PublisherRegister?) -> Bool {
        finds(in: [media.title, media.event?.name, media.event?.place] + Self.names(of: publisher))
    }

    public func finds(_ publisher: PublisherRegister) -> Bool { finds(in: Self.names(of: publisher)) }

    private func finds(in texts: [String?]) -> Bool {
        guard !words.isEmpty else { return true }
        let text = Self.folded(texts.compactMap(\.self).joined(separator: "\n"))
        return words.allSatisfy(text.contains)
    }

    private static func names(of publisher: PublisherRegister?) -> [String?] {
        [publisher?.name] + (publisher?.domains ?? [])
    }

    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }
}

extension RegistryStore {
    /// Recordings, the newest first.
    /// - Parameters:
    ///   - end: only those before this entry.
    ///   - most: recordings that are looked at; where more are left, `next` is where to go on.
    /// - Returns: at most `limit`, unchecked: what is found here says only that it is worth reading.
    public func recordings(
        matching search: RecordSearch, before end: Int = .max, limit: Int, lookingAt most: Int = 5000
    ) throws(RegistryError) -> (found: [RecordingID], next: Int?) {
        let history = try publisherHistory()
        let all = try indices(of: .recordings).filter { $0 < end }
        var found: [RecordingID] = []
        for (count, index) in all.reversed().enumerated() {
            guard count < most, found.count < limit else { return (found, index + 1) }
            guard let entry = try entry(at: index),
                let signed = try? UnverifiedSignedStatement(decoding: entry.statement),
                case .mediaRegister(let media)? = try? Statement(of: signed),
                search.finds(media, by: history.owner(of: signed.header.keyID, at: index)?.publisher)
            else { continue }
            found.append(RecordingID(rawValue: UInt32(index)))
        }
        return (found, nil)
    }
}
