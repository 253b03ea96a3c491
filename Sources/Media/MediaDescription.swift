/// What a media file says of itself, and which of its streams are read.
public struct MediaDescription: Sendable, Hashable, Codable {
    /// Short name of the container as probed from the bytes, such as `mov,mp4,m4a,3gp,3g2,mj2`.
    public var container: String
    /// As the container claims it, in milliseconds; absent where it says nothing.
    public var claimedDuration: Int?
    public var video: Video?
    public var audio: Audio?
    /// Streams of any kind in the file; the default picture and sound stream are the ones described here.
    public var streamCount: Int

    public init(container: String, claimedDuration: Int?, video: Video?, audio: Audio?, streamCount: Int) {
        self.container = container
        self.claimedDuration = claimedDuration
        self.video = video
        self.audio = audio
        self.streamCount = streamCount
    }

    public struct Video: Sendable, Hashable, Codable {
        /// Index of the stream in the file.
        public var stream: Int
        public var codec: String
        /// Coded size in pixels.
        public var width: Int
        public var height: Int
        /// Width over height of one pixel.
        public var pixelAspect: Double
        /// Clockwise turn to show the picture upright: 0, 90, 180 or 270 degrees.
        public var rotation: Int
        /// Shown flipped left to right (after the turn), by the container's display matrix.
        public var mirrored: Bool
        public var interlaced: Bool
        /// Average frames a second, where known.
        public var frameRate: Double?

        public init(
            stream: Int, codec: String, width: Int, height: Int, pixelAspect: Double = 1, rotation: Int = 0,
            mirrored: Bool = false, interlaced: Bool = false, frameRate: Double? = nil
        ) {
            self.stream = stream
            self.codec = codec
            self.width = width
            self.height = height
            self.pixelAspect = pixelAspect
            self.rotation = rotation
            self.mirrored = mirrored
            self.interlaced = interlaced
            self.frameRate = frameRate
        }

        /// Width over height of the picture as shown, after pixel aspect and rotation.
        public var displayAspect: Double {
            let aspect = Double(width) * pixelAspect / Double(max(height, 1))
            return rotation % 180 == 0 ? aspect : 1 / aspect
        }

        /// Height of the picture as shown, in coded pixels.
        public var rows: Int { rotation % 180 == 0 ? height : width }
    }

    public struct Audio: Sendable, Hashable, Codable {
        public var stream: Int
        public var codec: String
        public var sampleRate: Int
        public var channels: Int

        public init(stream: Int, codec: String, sampleRate: Int, channels: Int) {
            self.stream = stream
            self.codec = codec
            self.sampleRate = sampleRate
            self.channels = channels
        }
    }
}
