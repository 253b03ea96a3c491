/// What was found in a recording that is about to be registered.
public struct RecordingAnalysis: Sendable, Hashable, Codable {
    /// Of the file, in lower-case hexadecimal.
    public var sha256: String
    public var container: String
    public var width: Int?
    public var height: Int?
    /// In milliseconds.
    public var duration: Int
    /// Faces that were followed; absent where they were not looked for.
    public var faces: Int?
    /// Why they were not, where that is known.
    public var obstacle: String?
    /// Milliseconds of stretches that hold nothing to be found by.
    public var bare: [Range<Int>]
    /// What it shares with records that are there, and among how many recordings that was looked for.
    public var overlaps: [Overlap]
    public var searched: Int

    public init(
        sha256: String, container: String, width: Int?, height: Int?, duration: Int, faces: Int?, obstacle: String?,
        bare: [Range<Int>], overlaps: [Overlap], searched: Int
    ) {
        self.sha256 = sha256
        self.container = container
        self.width = width
        self.height = height
        self.duration = duration
        self.faces = faces
        self.obstacle = obstacle
        self.bare = bare
        self.overlaps = overlaps
        self.searched = searched
    }

    /// Footage that is in a record too. Times are milliseconds.
    public struct Overlap: Sendable, Hashable, Codable {
        public var record: String
        public var title: String?
        public var publisher: String?
        /// Whether the home's own key signed it.
        public var isOwn: Bool
        public var here: Range<Int>
        public var source: Range<Int>

        public init(
            record: String, title: String?, publisher: String?, isOwn: Bool, here: Range<Int>, source: Range<Int>
        ) {
            self.record = record
            self.title = title
            self.publisher = publisher
            self.isOwn = isOwn
            self.here = here
            self.source = source
        }
    }
}
