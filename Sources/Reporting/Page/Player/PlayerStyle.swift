/// The style sheet of the player, for pages that a server gives.
enum PlayerStyle {
    static let text = """
        .stage { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: .75rem 1rem; isolation: isolate;
          align-items: start; }
        .stage figure { margin: 0; min-width: 0; }
        .frame { forced-color-adjust: none; position: relative; overflow: hidden; background: #000; aspect-ratio: var(--aspect, 16 / 9);
          width: min(100%, calc(70vh * var(--ratio, 1.7778))); }
        .frame > video, .frame > canvas { display: block; position: absolute; inset: 0; width: 100%; height: 100%; object-fit: fill;
          transform-origin: 0 0; }
        .frame > .blank { position: absolute; inset: 0; margin: 0; display: grid; place-items: center; text-align: center;
          background: var(--raised); color: var(--ink); }
        .stage .clock { font-variant-numeric: tabular-nums; }
        .stage.over { grid-template-columns: minmax(0, 46rem); }
        .stage.over > * { grid-area: 1 / 1; }
        .stage.over .second figcaption { padding-top: 2.1rem; }
        .stage.over .second .frame { background: none; }
        .stage.split .second .frame { clip-path: inset(0 0 0 var(--cut, 50%)); }
        .stage.split .frame { touch-action: none; cursor: ew-resize; }
        .stage.blink .second .frame { visibility: hidden; }
        .stage.blink.shows-original .second .frame { visibility: visible; }
        .stage.difference .first .frame { filter: grayscale(1) blur(var(--blur, 0)); }
        .stage.difference .second .frame { filter: grayscale(1); mix-blend-mode: difference; }
        .glass { pointer-events: none; aspect-ratio: var(--aspect, 16 / 9); width: min(100%, calc(70vh * var(--ratio, 1.7778)));
          position: relative; forced-color-adjust: none; }
        .difference .glass { backdrop-filter: brightness(4); }
        .split .glass::before { content: ""; position: absolute; inset: 0 auto 0 var(--cut, 50%); width: 2px; background: #fff;
          box-shadow: 0 0 0 1px #000; }
        .edge { margin: .25rem 0; max-width: 46rem; }
        .edge input { width: min(100%, calc(70vh * var(--ratio, 1.7778))); margin: 0; }
        .deck .row { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0 .75rem; }
        .deck button { font: inherit; font-size: .9375rem; min-height: 2.25rem; padding: .3rem .9rem; border: 1px solid var(--line);
          border-radius: 4px; background: var(--raised); color: var(--ink); cursor: pointer; }
        .seek { margin: 0 0 .4rem; max-width: none; }
        .seek label { display: grid; grid-template-columns: 5rem 1fr; gap: .5rem; align-items: center; }
        .seek input { width: 100%; margin: 0; min-height: 1.75rem; accent-color: var(--same); }
        .deck input[type=file] { font: inherit; max-width: 100%; }
        [hidden] { display: none !important; }
        @media print { section[aria-labelledby=player] { display: none; } }

        """
}
