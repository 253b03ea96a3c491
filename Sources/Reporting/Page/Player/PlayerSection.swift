import Verification

/// Clip and original on one transport. Without the script it is the clip with the browser's own controls.
struct PlayerSection {
    let data: PlayerData

    /// Nothing where the clip was compared with nothing, or is not at hand.
    init?(_ verdict: Verdict, at place: ServedPlace, in words: Words) {
        guard place.clip != nil, !verdict.segments.isEmpty else { return nil }
        data = PlayerData(verdict: verdict, place: place, words: words)
    }

    var html: String {
        HTML.section(
            data.words(.clipAndOriginal), id: "player",
            [
                "<div data-player=\"\(HTML.escaped(data.json.compact))\">",
                stage, "<p class=\"sans\" data-part=\"status\" role=\"status\"></p>", deck, "</div>",
            ])
    }

    private func text(_ message: Message) -> String { HTML.escaped(data.words(message)) }

    private var stage: String {
        let clip = HTML.escaped(data.place.clip ?? "")
        return """
            <div class="stage" data-part="stage" dir="ltr">
            <figure class="first"><div class="frame" data-part="clip-frame">\
            <video data-part="clip" src="\(clip)" controls preload="metadata" playsinline aria-label="\(text(.theClip))"></video>\
            <canvas data-part="clip-canvas" role="img" aria-label="\(text(.theClipSmall))" hidden></canvas>\
            <p class="blank sans" data-part="clip-blank" hidden></p></div>
            <figcaption dir="\(data.words.language.direction.rawValue)"><strong>\(text(.clip))</strong> <span class="clock" data-part="clip-clock"></span>\
            <span data-part="clip-what" dir="auto"></span></figcaption></figure>
            <figure class="second" data-part="original" hidden><div class="frame" data-part="original-frame">\
            <canvas data-part="canvas" role="img" aria-label="\(text(.theFingerprint))"></canvas>\
            <video data-part="file-video" preload="auto" playsinline hidden aria-label="\(text(.yourCopy))"></video>\
            <p class="blank sans" data-part="original-blank" hidden></p></div>
            <figcaption dir="\(data.words.language.direction.rawValue)"><strong data-part="original-title" dir="auto">\(text(.original))</strong> <span class="clock" data-part="original-clock"></span>\
            <span data-part="original-what" dir="auto"></span></figcaption></figure>
            <div class="glass" data-part="glass" hidden></div>
            </div>
            """
    }

    private var deck: String {
        """
        <div class="deck" data-part="deck" hidden>
        <p class="edge" data-part="edge-line" hidden><input type="range" data-part="edge" min="0" max="100" value="50" \
        dir="ltr" aria-label="\(text(.edge))"></p>
        <div class="row" role="group" aria-label="\(text(.transport))">
        \(button("back", .minusFrame, label: .backOneFrame))\(button("play", .play))\
        \(button("forward", .plusFrame, label: .forwardOneFrame))
        \(button("previous", .previousDifference))\(button("next", .nextDifference))
        \(button("context", .beforeAndAfter))
        </div>
        \(seek("clip", .clip))
        \(seek("original", .original))
        <p class="note" data-part="leads"></p>
        \(choice(
            .view, "view",
            [("side", .sideBySide), ("split", .split), ("blink", .blink), ("difference", .difference)],
            after: button("flip", .showOriginal, hidden: true)))
        <p class="note" data-part="no-overlay" hidden>\(text(.cannotLay))</p>
        <p class="note" data-part="difference-note" hidden>\(text(.brightDiffers))</p>
        \(choice(.sound, "sound", [("clip", .clip), ("original", .original), ("none", .none)]))
        <p><label for="own-original">\(text(.ownOriginal))</label><br>
        <input type="file" id="own-original" data-part="file" accept="video/*,audio/*"><br>
        <span class="note">\(text(.ownOriginalNote))</span></p>
        <details><summary>\(text(.keys))</summary><p class="sans">\(text(.keysNote))</p></details>
        </div>
        """
    }

    private func seek(_ part: String, _ message: Message) -> String {
        "<p class=\"seek\"><label>\(text(message)) <input dir=\"ltr\" type=\"range\" data-part=\"\(part)-seek\" min=\"0\" "
            + "step=\"10\" value=\"0\"></label></p>"
    }

    /// - Parameter label: what it is called where the words on it do not say enough.
    private func button(_ part: String, _ words: Message, label: Message? = nil, hidden: Bool = false) -> String {
        let label = label.map { " aria-label=\"\(text($0))\"" } ?? ""
        return "<button type=\"button\" data-part=\"\(part)\"\(label)\(hidden ? " hidden" : "")>\(text(words))</button>"
    }

    private func choice(
        _ legend: Message, _ name: String, _ options: [(value: String, words: Message)], after: String = ""
    ) -> String {
        let items = options.enumerated().map { index, option in
            "<label><input type=\"radio\" name=\"player-\(name)\" data-\(name)=\"\(option.value)\""
                + "\(index == 0 ? " checked" : "")>\(text(option.words))</label>"
        }
        return "<fieldset class=\"controls\"><legend>\(text(legend))</legend>\(items.joined())\(after)</fieldset>"
    }
}
