/// The tracks of a fingerprint as they are stored.
struct EncodedTracks {
    var picture: [UInt8]?
    var sound: [UInt8]?
    var faces: [UInt8]?
    var detail: [UInt8]?

    /// In ascending order of type. A reader that knows neither faces nor detail can still compare picture and sound.
    var all: [(type: UInt8, isCritical: Bool, bytes: [UInt8])] {
        let tracks: [(UInt8, Bool, [UInt8]?)] = [
            (Container.TrackType.picture, true, picture), (Container.TrackType.sound, true, sound),
            (Container.TrackType.faces, false, faces), (Container.TrackType.detail, false, detail),
        ]
        return tracks.compactMap { type, isCritical, bytes in bytes.map { (type, isCritical, $0) } }
    }
}
