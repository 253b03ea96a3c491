/// What signed recordings of a person hold of their face and voice. Biometric data: it stays in the home's private folder.
public struct PersonReferences: Sendable, Hashable, Codable {
    public static let schema = "vericlip.person/1"

    public var schema: String
    /// As the publisher names the person in its statements.
    public var name: String
    /// In the order of their records.
    public var recordings: [Recording]

    public init(name: String, recordings: [Recording] = []) {
        schema = Self.schema
        self.name = name
        self.recordings = recordings
    }

    /// A signed recording that names the person.
    public struct Recording: Sendable, Hashable, Codable {
        public var record: UInt32
        /// SHA-256 of the fingerprint that was signed, in lower-case hexadecimal.
        public var fingerprint: String
        /// Absent where the person's face could not be told, or voice.
        public var face: [Float]?
        public var voice: [Float]?

        public init(record: UInt32, fingerprint: String, face: [Float]? = nil, voice: [Float]? = nil) {
            self.record = record
            self.fingerprint = fingerprint
            self.face = face
            self.voice = voice
        }
    }

    /// Adds a recording in place of what was learned of it before.
    public mutating func learn(_ recording: Recording) {
        recordings.removeAll { $0.record == recording.record }
        recordings.append(recording)
        recordings.sort { $0.record < $1.record }
    }

    /// Whether it can have been written by this program.
    public var isSane: Bool {
        schema == Self.schema && !name.isEmpty
            && recordings.allSatisfy { recording in
                [(recording.face, IdentityModel.length), (recording.voice, VoiceModel.length)].allSatisfy {
                    values, count in
                    values.map { $0.count == count && $0.allSatisfy { (-100...100).contains($0) } } ?? true
                }
            }
    }
}
