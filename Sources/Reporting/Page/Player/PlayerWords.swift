/// What the player's script says; the words that always stand there are in `PlayerSection`.
enum PlayerWords {
    private static let messages: [Message] = [
        .play, .pause, .showOriginal, .showClip, .notInClip, .noSource, .noPicture, .noPictures, .soundOnly,
        .cannotPlay, .smallPictures, .noPictureOfClip,
        .fromFingerprint, .fromFile, .fileCannotPlay, .fileLength, .fileTaken, .differenceOf, .noDifferenceThere,
        .clipLeads, .originalLeads, .originalTitled,
    ]

    /// Under the names of the messages.
    static func json(_ words: Words) -> JSONValue {
        .object(messages.map { .init(name: $0.rawValue, value: .string(words.template($0))) })
    }
}
