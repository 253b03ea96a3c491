internal import Fingerprinting
public import Matching
internal import Registry
internal import TransparencyLog

/// What leaves this machine of a clip: the picture and sound tracks of its fingerprint.
extension RemoteRegistry: CandidateSource {
    public static let fingerprintMediaType = "application/vnd.vericlip.fingerprint"

    public func candidates(for query: CandidateQuery) throws -> [Candidate] {
        let body = try transport.post(
            "/v1/candidates?search=\(query.search.rawValue)", query.clip.withoutFaces.bytes,
            as: Self.fingerprintMediaType, limit: Self.answerLimit)
        let message: CandidatesMessage = try transport.message(body)
        guard let candidates = message.candidates(ofClipOf: query.clip.duration) else {
            throw RegistryError.unexpectedAnswer(address: transport.address, detail: "a candidate is impossible")
        }
        // What was registered after this view began is not in it.
        return candidates.filter { Int($0.recording.rawValue) < checkpoint.size }
    }
}
