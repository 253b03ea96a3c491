/// Where a report's page is served, and so what it may fetch from the same server.
public struct ServedPlace: Sendable {
    /// Of the clip's bytes, with Range; absent where the server holds no clip.
    public var clip: String?
    /// Of the small pictures that its fingerprint holds; absent where the server has no such fingerprint.
    public var clipPictures: String?
    /// Of the pictures that fingerprints hold, before the record's number and after it.
    public var pictures: (prefix: String, suffix: String)
    /// Before the name of a picture of the evidence.
    public var exhibits: String
    /// Ways to elsewhere.
    public var links: [(words: String, address: String)]

    public init(
        clip: String?, clipPictures: String? = nil, pictures: (prefix: String, suffix: String), exhibits: String,
        links: [(words: String, address: String)]
    ) {
        self.clip = clip
        self.clipPictures = clipPictures
        self.pictures = pictures
        self.exhibits = exhibits
        self.links = links
    }
}
