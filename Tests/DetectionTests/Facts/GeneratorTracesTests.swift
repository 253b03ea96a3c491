import Detection
import Media
import Testing

/// Generators and declarations in tags.
@Suite struct GeneratorTracesTests {
    private let media = MediaDescription(container: "mov", claimedDuration: nil, video: nil, audio: nil, streamCount: 1)

    private func facts(_ tags: [FileHistory.Tag]) -> [FileFact] {
        FileFacts.all(history: FileHistory(tags: tags), media: media, signal: .init()).filter { fact in
            switch fact {
            case .generator, .declaredSource, .syntheticLabel: true
            default: false
            }
        }
    }

    @Test func everyNameOfTheTableIsFoundInAProgramsOwnField() {
        for (name, _) in GeneratorTraces.names {
            let found = facts([.init(.container, "software", "\(name.lowercased()) v2.1")])
            #expect(found == [.generator(name: name, by: .metadata)], "\(name)")
        }
    }

    @Test func namesInTitlesAndWithinWordsAreNone() {
        #expect(
            facts([
                .init(.container, "title", "Midjourney on trial"), .init(.container, "comment", "made with HeyGen"),
                .init(.container, "encoder", "Faceswappers"), .init(.picture, "handler_name", "VideoHandler"),
            ]).isEmpty)
    }

    @Test func comfyUIsGraph() {
        let graph = #"{"3": {"inputs": {"seed": 5}, "class_type": "KSampler"}}"#
        let expected: [FileFact] = [.generator(name: "ComfyUI", by: .metadata)]
        #expect(facts([.init(.container, "prompt", graph)]) == expected)
        #expect(
            facts([.init(.container, "comment", #"{"prompt": "{\"3\": {\"class_type\": \"KSampler\"}}"}"#)]) == expected
        )
        #expect(facts([.init(.container, "prompt", "Say something")]).isEmpty)
    }

    @Test func labelsOfSyntheticContent() {
        let value = #"{"Label":"1","ContentProducer":"001191440300","ProduceID":"x"}"#
        #expect(facts([.init(.container, "aigc", value)]) == [.syntheticLabel("1")])
        let xmp =
            #"<x xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" TC260:AIGC="{&quot;Label&quot;: &quot;2&quot;}"/>"#
        #expect(facts([.init(.container, "xmp", xmp)]) == [.syntheticLabel("2")])
        #expect(facts([.init(.container, "aigc", "yes")]).isEmpty)
    }

    @Test func xmpDeclaresSourceAndTool() {
        let xmp = """
            <rdf:Description xmp:CreatorTool="Adobe Firefly 3"
              Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
            <stEvt:softwareAgent>Editor 1</stEvt:softwareAgent>
            """
        #expect(
            facts([.init(.container, "xmp", xmp)]) == [
                .generator(name: "Adobe Firefly", by: .metadata),
                .declaredSource(.trainedAlgorithmicMedia, by: .metadata),
            ])
        #expect(
            DigitalSource(address: "http://cv.iptc.org/newscodes/digitalsourcetype/screenCapture") == .screenCapture)
        #expect(DigitalSource(address: "http://c2pa.org/digitalsourcetype/empty") == nil)
        #expect(DigitalSource(address: "trainedAlgorithmicMedia") == nil)
    }
}
