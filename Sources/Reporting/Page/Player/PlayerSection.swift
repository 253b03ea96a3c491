import Verification

/// Clip and original on one transport. Without the script it is the clip with the browser's own controls.
struct PlayerSection {
    let data: PlayerData

    /// Nothing where the clip was compared with nothing, or is not at hand.
    init?(_ verdict: Verdict, at place: ServedPlace) {
        guard place.clip != nil, !verdict.segments.isEmpty else { return nil }
        data = PlayerData(verdict: verdict, place: place)
    }

    var html: String {
        HTML.section(
            "Clip and original", id: "player",
            [
                "<div data-player=\"\(HTML.escaped(data.json.compact))\">",
                stage, "<p class=\"sans\" data-part=\"status\" role=\"status\"></p>", deck, "</div>",
            ])
    }

    private var stage: String {
        let clip = HTML.escaped(data.place.clip ?? "")
        return """
            <div class="stage" data-part="stage">
            <figure class="first"><div class="frame" data-part="clip-frame">\
            <video data-part="clip" src="\(clip)" controls preload="metadata" playsinline aria-label="The clip"></video>\
            <p class="blank sans" data-part="clip-blank" hidden></p></div>
            <figcaption><strong>Clip</strong> <span class="clock" data-part="clip-clock"></span></figcaption></figure>
            <figure class="second" data-part="original" hidden><div class="frame" data-part="original-frame">\
            <canvas data-part="canvas" role="img" aria-label="The original, as its fingerprint shows it"></canvas>\
            <video data-part="file-video" preload="auto" playsinline hidden aria-label="Your copy of the original"></video>\
            <p class="blank sans" data-part="original-blank" hidden></p></div>
            <figcaption><strong data-part="original-title">Original</strong> <span class="clock" data-part="original-clock"></span>\
            <span data-part="original-what"></span></figcaption></figure>
            <div class="glass" data-part="glass" hidden></div>
            </div>
            """
    }

    private var deck: String {
        """
        <div class="deck" data-part="deck" hidden>
        <p class="edge" data-part="edge-line" hidden><input type="range" data-part="edge" min="0" max="100" value="50" \
        aria-label="Edge between clip, left, and original, right"></p>
        <div class="row" role="group" aria-label="Transport">
        \(button("back", "Back one frame", "−1 frame"))\(button("play", nil, "Play"))\(button("forward", "Forward one frame", "+1 frame"))
        \(button("previous", nil, "Previous difference"))\(button("next", nil, "Next difference"))
        \(button("context", nil, "30 s before and after"))
        </div>
        <p class="seek"><label>Clip <input type="range" data-part="clip-seek" min="0" step="10" value="0"></label></p>
        <p class="seek"><label>Original <input type="range" data-part="original-seek" step="10" value="0"></label></p>
        <p class="note" data-part="leads"></p>
        \(choice("View", "view", [("side", "Side by side"), ("split", "Split"), ("blink", "Blink"), ("difference", "Difference")],
            after: button("flip", nil, "Show the original", hidden: true)))
        <p class="note" data-part="no-overlay" hidden>The clip’s picture could not be laid on the original’s, so the two only stand side by side.</p>
        <p class="note" data-part="difference-note" hidden>Bright is what differs. Compression, colour, captions and the coarseness of \
        the fingerprint’s pictures are bright too.</p>
        \(choice("Sound", "sound", [("clip", "Clip"), ("original", "Original"), ("none", "None")]))
        <p><label for="own-original">Your copy of the original, if you have it</label><br>
        <input type="file" id="own-original" data-part="file" accept="video/*,audio/*"><br>
        <span class="note">It is opened in this browser and sent nowhere. With it the original has colour, detail and sound.</span></p>
        <details><summary>Keys</summary><p class="sans">While the focus is in this part of the page, outside of a field: K plays and pauses, comma and \
        full stop step a frame, P and N go to the previous and next difference.</p></details>
        </div>
        """
    }

    private func button(_ part: String, _ label: String?, _ words: String, hidden: Bool = false) -> String {
        let label = label.map { " aria-label=\"\($0)\"" } ?? ""
        return "<button type=\"button\" data-part=\"\(part)\"\(label)\(hidden ? " hidden" : "")>\(words)</button>"
    }

    private func choice(_ legend: String, _ name: String, _ options: [(String, String)], after: String = "") -> String {
        let items = options.enumerated().map { index, option in
            "<label><input type=\"radio\" name=\"player-\(name)\" data-\(name)=\"\(option.0)\"\(index == 0 ? " checked" : "")>"
                + "\(option.1)</label>"
        }
        return "<fieldset class=\"controls\"><legend>\(legend)</legend>\(items.joined())\(after)</fieldset>"
    }
}
