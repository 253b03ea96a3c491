/// What the player's script says; the words that always stand there are in `PlayerSection`.
enum PlayerWords {
    static let json = JSONValue.object([
        "play": .string("Play"),
        "pause": .string("Pause"),
        "showOriginal": .string("Show the original"),
        "showClip": .string("Show the clip"),
        "notInClip": .string("This passage of the original is not in the clip."),
        "noSource": .string("No signed source at this moment."),
        "noPicture": .string("The registry holds no picture of this moment."),
        "noPictures": .string("The registry gives out no pictures of this recording."),
        "soundOnly": .string("This clip has sound only."),
        "cannotPlay": .string(
            "This browser cannot play the clip: its format is not one that it knows. The pictures below show it."),
        "fromFingerprint": .string("small grey pictures from the signed fingerprint, eight a second; no sound"),
        "fromFile": .string("your file {name}"),
        "fileCannotPlay": .string("This browser cannot play {name}. The fingerprint’s pictures stay."),
        "fileLength": .string(
            "{name} is {length} long, the registered recording {registered}: it may be another version."),
        "fileTaken": .string("{name} stands in for the fingerprint’s pictures. It stays in this browser."),
        "difference": .string("Difference {number} of {count}: {words}"),
        "noDifferenceThere": .string("There is no further difference in this direction."),
        "clipLeads": .string("Plays along the clip’s clock."),
        "originalLeads": .string("Plays along the original’s clock."),
        "record": .string("Original: {title}"),
    ])
}
