/// What a file says of how it was made, as it stands in it: names, dates and lists that any program can write.
public struct FileHistory: Sendable, Hashable {
    /// In the order of the file; those of the container first.
    public var tags: [Tag]
    /// What encoders wrote of themselves into the picture's bitstream, each name once.
    public var encoders: [Encoder]
    /// Of each track, in the order of the file.
    public var edits: [EditList]
    /// Length of the file in bytes.
    public var bytes: Int

    public init(tags: [Tag] = [], encoders: [Encoder] = [], edits: [EditList] = [], bytes: Int = 0) {
        self.tags = tags
        self.encoders = encoders
        self.edits = edits
        self.bytes = bytes
    }

    public struct Tag: Sendable, Hashable {
        public enum Owner: Sendable, Hashable { case container, picture, sound, other }

        public var owner: Owner
        /// In lower case.
        public var key: String
        public var value: String

        public init(_ owner: Owner, _ key: String, _ value: String) {
            self.owner = owner
            self.key = key
            self.value = value
        }
    }

    public struct Encoder: Sendable, Hashable {
        /// Milliseconds of presentation time of the first picture that it stands before.
        public var time: Int
        public var text: String

        public init(time: Int, text: String) {
            self.time = time
            self.text = text
        }
    }

    /// Which stretches of a track are shown, in which order (ISO/IEC 14496-12, section 8.6.6).
    public struct EditList: Sendable, Hashable {
        public var owner: Tag.Owner
        public var entries: [Entry]
        /// Milliseconds of the track's whole media.
        public var mediaDuration: Int

        public init(owner: Tag.Owner, entries: [Entry], mediaDuration: Int) {
            self.owner = owner
            self.entries = entries
            self.mediaDuration = mediaDuration
        }

        /// Times in milliseconds.
        public struct Entry: Sendable, Hashable {
            public var duration: Int
            /// Where in the media; nothing is shown where there is none.
            public var mediaTime: Int?

            public init(duration: Int, mediaTime: Int?) {
                self.duration = duration
                self.mediaTime = mediaTime
            }
        }
    }
}
