/// What a browser is told that a clip is: by the first bytes, never by its name, and never anything that a browser would show as a page.
enum ClipType {
    /// How many bytes are looked at.
    static let headLength = 12

    static func mediaType(ofHead head: [UInt8]) -> String {
        func has(_ text: String, at offset: Int) -> Bool { head.dropFirst(offset).starts(with: text.utf8) }
        if has("ftypM4A", at: 4) { return "audio/mp4" }
        if has("ftyp", at: 4) { return "video/mp4" }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "video/webm" }
        if has("OggS", at: 0) { return "video/ogg" }
        if has("RIFF", at: 0) { return has("WAVE", at: 8) ? "audio/wav" : "video/x-msvideo" }
        if has("fLaC", at: 0) { return "audio/flac" }
        if has("ID3", at: 0) || head.count > 1 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0 { return "audio/mpeg" }
        return "application/octet-stream"
    }
}
