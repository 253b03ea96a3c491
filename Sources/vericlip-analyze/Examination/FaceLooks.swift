import ClipAnalysis
import Detection
import Media
import OnnxRuntime

/// Follows the faces of some frames, and has networks judge them.
struct FaceLooks {
    private let networks: [FaceNetwork]
    /// Milliseconds at which faces are still to be looked at.
    private var due: ArraySlice<Int>
    private var tracks = FaceTracks()
    /// Of each look that networks may be asked about a crop for each of them, where it has one.
    private var crops: [Int: [Bitmap?]] = [:]
    private var frames = 0
    private var quantisers: [Double] = []

    init(networks: [FaceNetwork], times: [Int]) {
        self.networks = networks
        due = times[...]
    }

    /// Whether the next look is to be at a frame of this time, or at an earlier one.
    func isDue(at time: Int) -> Bool { due.first.map { $0 <= time } ?? false }

    /// Adds the faces of a frame, and keeps their crops.
    mutating func add(_ picture: some ShownPicture, _ places: [FaceCrop.Place], rows: Int) {
        guard frames < FaceLimits.mostFrames, !networks.isEmpty else { return }
        due = due.drop { $0 <= picture.time }
        frames += 1
        if let quantiser = picture.quantiser { quantisers.append(quantiser) }
        var looks: [FaceLook] = []
        for place in places {
            guard let look = FaceLook(at: place, in: picture, rows: rows) else { continue }
            if look.obstacle == nil { crops[tracks.looks.count + looks.count] = cut(place, from: picture) }
            looks.append(look)
        }
        tracks.add(looks)
    }

    private func cut(_ place: FaceCrop.Place, from picture: some ShownPicture) -> [Bitmap?] {
        networks.map { FaceCrop.pixels(of: picture.colour, face: place, for: $0.files.input) }
    }

    /// What each network makes of them, as often as it is read.
    /// - Parameter answered: called whenever one has said something of a crop.
    func judged(_ answered: () -> Void) -> [FaceExamination] {
        let quantiser = quantisers.mean
        // Of frames so coarse nothing is said, whatever the networks would.
        let chosen = FaceLimits.isRecompressed(quantiser) ? [] : tracks.chosen
        return networks.indices.flatMap { index in
            var read = (0..<networks[index].files.answers).map { _ in (tracks: tracks, identities: FaceIdentities()) }
            for place in chosen {
                guard let crop = crops[place]?[index] else { continue }
                defer { answered() }
                // A look without an answer is one that was not judged.
                for (reader, answer) in ((try? networks[index].answers(to: crop)) ?? []).enumerated() {
                    switch answer {
                    case .judgement(let score, let isAnimation):
                        read[reader].tracks.set(score: score, isAnimation: isAnimation, ofLook: place)
                    case .identity(let values): read[reader].identities.add(values, track: tracks.looks[place].track)
                    }
                }
            }
            return read.map {
                FaceExamination(
                    looks: $0.tracks.looks, frames: frames, quantiser: quantiser, identities: $0.identities.faces)
            }
        }
    }
}

extension FaceLook {
    /// Nil where the points are those of no face.
    fileprivate init?(at place: FaceCrop.Place, in picture: some ShownPicture, rows: Int) {
        guard let crop = MouthMovement.crop(of: place, in: picture) else { return nil }
        self.init(
            time: picture.time, box: place.box, rows: Int((place.box.height * Double(rows)).rounded()),
            turn: FaceCrop.turn(of: place.points), luma: FaceCrop.brightness(of: crop))
    }
}
