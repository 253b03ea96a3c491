internal import Media

/// What programs and services that make or alter pictures or voices leave in a file's tags.
///
/// A trace is left by those who do not mind; that there is none says nothing.
public enum GeneratorTraces {
    /// Names that are looked for where programs put their own; whose they are stands beside them. A name of one common word is not
    /// among them, save with its maker's.
    public static let names: [(name: String, source: String)] = [
        ("AUTOMATIC1111", "github.com/AUTOMATIC1111/stable-diffusion-webui"),
        ("Adobe Firefly", "adobe.com/products/firefly"),
        ("ComfyUI", "github.com/Comfy-Org/ComfyUI"),
        ("DALL-E", "openai.com/dall-e"),
        ("DeepFaceLab", "github.com/iperov/DeepFaceLab"),
        ("ElevenLabs", "elevenlabs.io"),
        ("FaceFusion", "github.com/facefusion/facefusion"),
        ("Faceswap", "github.com/deepfakes/faceswap"),
        ("Google Veo", "deepmind.google/models/veo"),
        ("HeyGen", "heygen.com"),
        ("InvokeAI", "github.com/invoke-ai/InvokeAI"),
        ("Kling AI", "klingai.com"),
        ("KlingAI", "klingai.com"),
        ("LivePortrait", "github.com/KwaiVGI/LivePortrait"),
        ("Midjourney", "midjourney.com"),
        ("OpenAI", "openai.com"),
        ("Pika Labs", "pika.art"),
        ("RunwayML", "runwayml.com"),
        ("SadTalker", "github.com/OpenTalker/SadTalker"),
        ("Stable Diffusion", "stability.ai"),
        ("Stable Video Diffusion", "stability.ai"),
        ("Synthesia", "synthesia.io"),
        ("Wav2Lip", "github.com/Rudrabha/Wav2Lip"),
    ]

    /// Tags in which programs name themselves.
    private static let nameKeys: Set = [
        "encoder", "encoded_by", "encoding_tool", "software", "com.apple.quicktime.software", "generator",
        "creator_tool",
        "handler_name", "tool", "writing_application",
    ]
    /// Tags in which ComfyUI and its video nodes leave the graph that made a file (comfy_extras/nodes_video.py).
    private static let graphKeys: Set = ["prompt", "workflow", "comment"]
    /// Properties of XMP in which programs name themselves (ISO 16684-1, and `stEvt` of the media management schema).
    private static let xmpNames = ["CreatorTool", "softwareAgent"]

    /// The generator that is named in a program's name of itself, such as a tag or a claim generator.
    public static func name(in text: String) -> String? {
        let words = " \(spaced(text)) "
        return names.filter { words.contains(" \(spaced($0.name)) ") }.map(\.name).max { $0.count < $1.count }
    }

    static func facts(in tags: [FileHistory.Tag]) -> [FileFact] {
        var facts: [FileFact] = []
        func add(_ fact: FileFact) { if !facts.contains(fact) { facts.append(fact) } }
        for tag in tags {
            let isXMP = tag.key == "xmp"
            if nameKeys.contains(tag.key), let name = name(in: tag.value) { add(.generator(name: name, by: .metadata)) }
            if graphKeys.contains(tag.key),
                tag.value.contains("\"class_type\"") || tag.value.contains("\\\"class_type\\\"")
            {
                add(.generator(name: "ComfyUI", by: .metadata))
            }
            if isXMP {
                for name in xmpNames.flatMap({ texts(after: $0, in: tag.value) }).compactMap(name) {
                    add(.generator(name: name, by: .metadata))
                }
                for source in declaredSources(in: tag.value) { add(.declaredSource(source, by: .metadata)) }
            }
            if let label = label(in: tag, isXMP: isXMP) { add(.syntheticLabel(label)) }
        }
        return facts
    }

    /// GB 45438-2025 puts a JSON object called AIGC among the tags, or into XMP (TC260's guides for video files).
    private static func label(in tag: FileHistory.Tag, isXMP: Bool) -> String? {
        guard tag.key == "aigc" || (isXMP && tag.value.contains("tc260.org.cn/ns/AIGC")),
            tag.value.contains("ContentProducer") || tag.value.contains("Label")
        else { return nil }
        let text = tag.value.replacing("&quot;", with: "\"")
        guard let place = text.firstRange(of: "\"Label\"") else { return "" }
        let rest = text[place.upperBound...].drop { $0 == ":" || $0 == " " || $0 == "\"" }
        return String(rest.prefix { $0.isLetter || $0.isNumber }.prefix(20))
    }

    private static func declaredSources(in xmp: String) -> [DigitalSource] {
        var sources: [DigitalSource] = []
        for place in xmp.ranges(of: DigitalSource.scheme).prefix(16) {
            let word = xmp[place.upperBound...].prefix { $0.isLetter }
            if let source = DigitalSource(rawValue: String(word)), !sources.contains(source) { sources.append(source) }
        }
        return sources
    }

    /// What stands in elements and attributes of this name; XMP writes either.
    private static func texts(after name: String, in xmp: String) -> [String] {
        xmp.ranges(of: name).prefix(16).compactMap { place in
            let rest = xmp[place.upperBound...]
            if rest.hasPrefix(">") { return String(rest.dropFirst().prefix { $0 != "<" }.prefix(300)) }
            if rest.hasPrefix("=\"") { return String(rest.dropFirst(2).prefix { $0 != "\"" }.prefix(300)) }
            return nil
        }
    }

    /// Words in lower case with single spaces between; punctuation counts as a space.
    private static func spaced(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
