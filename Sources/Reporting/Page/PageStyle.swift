/// The style sheet of a report's page and of its drawings.
///
/// Contrast of text is at least 7 to 1 on its ground, of lines and edges 3 to 1, in both schemes.
package enum PageStyle {
    package static let text = colours + page + drawings + print

    /// No red: the accent of what differs is a dark orange, and never the only sign.
    static let colours = """
        :root { color-scheme: light dark;
          --paper: #fcfbf8; --raised: #ffffff; --ink: #1a1d21; --soft: #4a4f57; --line: #8a8f98; --hair: #dcdad3;
          --same: #0b5c63; --same-soft: #d3e6e5; --differs: #8f3d00; --differs-soft: #f7dcc0; }
        @media (prefers-color-scheme: dark) { :root {
          --paper: #14171a; --raised: #1c2024; --ink: #eceae5; --soft: #b9bdc4; --line: #858b95; --hair: #353a41;
          --same: #7fd0d0; --same-soft: #1f4447; --differs: #ffb575; --differs-soft: #57330f; } }

        """

    private static let page = """
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; }
        .skip { position: absolute; inset-inline-start: -100vw; }
        .skip:focus { inset-inline-start: 1rem; top: .5rem; }
        header, main, footer { width: min(60rem, 100% - 2.5rem); margin: 0 auto; }
        header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; padding-top: 1.25rem;
          padding-bottom: .75rem; border-bottom: 1px solid var(--ink); }
        header p { margin: 0; }
        h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
        h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.75rem); font-weight: 600; letter-spacing: -.012em; margin: .25rem 0 .75rem; }
        h2 { font-size: 1.375rem; font-weight: 600; margin: 0 0 .75rem; }
        h3 { font-size: 1.125rem; font-weight: 600; margin: 0 0 .5rem; }
        h4 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
        p, ul, ol, dl { margin: 0 0 .75rem; }
        p, li, dd { max-width: 44rem; overflow-wrap: anywhere; }
        a { color: var(--same); text-decoration-thickness: 1px; text-underline-offset: .15em; }
        :focus-visible { outline: 3px solid var(--same); outline-offset: 2px; }
        section { padding: 2rem 0 .75rem; border-top: 1px solid var(--hair); }
        main > section:first-of-type { border-top: 0; }
        .sans, header, footer, figcaption, table, dl, .note, .legend, .controls, .eyebrow, .facts {
          font-family: system-ui, -apple-system, "Segoe UI", "Liberation Sans", Roboto, sans-serif;
          font-size: .875rem; line-height: 1.5; font-variant-numeric: tabular-nums; }
        .eyebrow { margin: 0; color: var(--soft); letter-spacing: .02em; }
        .caution { font-size: 1.125rem; border-inline-start: 4px solid var(--ink); padding-inline-start: .9rem; }
        .findings { padding-inline-start: 1.2rem; }
        .copy { border: 1px solid var(--line); background: var(--raised); padding: .75rem 1rem; border-radius: 4px;
          -webkit-user-select: all; user-select: all; max-width: 44rem; }
        .copy p { margin: 0; max-width: none; }
        .copy-button { font: inherit; min-height: 2.25rem; padding: .3rem .9rem; border: 1px solid var(--line); border-radius: 4px;
          background: var(--raised); color: var(--ink); cursor: pointer; }
        .card { background: var(--raised); border: 1px solid var(--hair); border-top: 3px solid var(--ink); border-radius: 4px;
          padding: 1rem 1.25rem .5rem; margin: 0 0 1rem; }
        .card dl, .about { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: .3rem 1rem; }
        dt { color: var(--soft); }
        dd { margin: 0; }
        .note, .facts, figcaption, .legend { color: var(--soft); }
        article { padding: 1.25rem 0 .5rem; border-top: 1px solid var(--hair); }
        article:first-of-type { border-top: 0; padding-top: 0; }
        .badge-number { display: inline-block; min-width: 1.6em; margin-inline-end: .5em; padding: 0 .4em; border-radius: 1em;
          background: var(--differs); color: var(--paper); text-align: center; font-variant-numeric: tabular-nums; }
        .pair { margin: 0 0 1.25rem; }
        .pair h3, .pair h4 { margin-top: .75rem; font-size: .875rem; font-family: system-ui, sans-serif; }
        .views { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .75rem 1rem;
          position: relative; }
        .views figure { margin: 0; min-width: 0; }
        .views img, .blank { display: block; width: auto; max-width: 100%; height: auto; max-height: 30rem; background: var(--hair); }
        .views img { width: 100%; object-fit: contain; object-position: left top; }
        .blank { border: 1px dashed var(--line); padding: 1.5rem 1rem; background: none; max-width: none; }
        figcaption { padding-top: .35rem; }
        .controls { border: 0; padding: 0; margin: 0 0 .5rem; display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; align-items: center; }
        .controls label { display: inline-flex; gap: .4rem; align-items: center; min-height: 1.75rem; }
        .controls legend { float: inline-start; margin-inline-end: .5rem; padding: 0; color: var(--soft); }
        .controls input[type=range] { width: min(16rem, 60vw); }
        .over figure { grid-area: 1 / 1; }
        .over { grid-template-columns: minmax(0, 40rem); }
        .over figure + figure figcaption { padding-top: 1.9rem; }
        .over figure { display: grid; align-content: start; }
        .over figure img { grid-area: 1 / 1; }
        .over figure + figure::before { content: ""; grid-area: 1 / 1; width: 2px; margin-left: var(--cut, 50%); background: #fff;
          box-shadow: 0 0 0 1px #000; z-index: 1; }
        .over.blink figure + figure::before { display: none; }
        .over figure + figure img { clip-path: inset(0 0 0 var(--cut, 50%)); }
        .over.blink figure + figure img { clip-path: none; visibility: hidden; }
        .over.blink.shows-original figure + figure img { visibility: visible; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: start; vertical-align: top; padding-block: .4rem; padding-inline: 0 1rem; border-bottom: 1px solid var(--hair); }
        tbody tr:last-child > * { border-bottom: 0; }
        thead th { border-bottom: 1px solid var(--ink); font-weight: 600; }
        .drawing { display: block; overflow: visible; margin: .5rem 0 .25rem; font-family: system-ui, sans-serif; font-size: 12px;
          font-variant-numeric: tabular-nums; }
        .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0 0 1rem; list-style: none; }
        .legend li { display: inline-flex; align-items: center; gap: .45rem; }
        .legend svg { flex: none; margin: 0; }
        .limits { padding-inline-start: 1.2rem; }
        .checks { list-style: none; padding: 0; }
        .checks li { padding: .3rem 0; }
        .checks label { display: grid; grid-template-columns: 1.5rem 1fr; gap: .5rem; }
        .checks input { width: 1.15rem; height: 1.15rem; margin: .25rem 0 0; accent-color: var(--same); }
        details { margin: 0 0 .75rem; }
        summary { cursor: pointer; padding: .3rem 0; }
        footer { margin-top: 1.5rem; padding-top: 1rem; padding-bottom: 3rem; border-top: 1px solid var(--ink); color: var(--soft); }
        footer .about dd { font-size: .8125rem; }
        @media (max-width: 34rem) { .card dl, .about { grid-template-columns: 1fr; gap: 0; } .card dd, .about dd { margin-bottom: .5rem; }
          .card { padding: .75rem .9rem .25rem; }
          table.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          table.stack tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--hair); }
          table.stack td, table.stack th { display: flex; gap: .75rem; justify-content: space-between; border: 0; padding: .1rem 0; }
          table.stack [data-label]::before { content: attr(data-label); color: var(--soft); font-weight: 400; } }
        @media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }

        """

    /// For pages that a server gives.
    package static let navigation = """
        nav { flex-basis: 100%; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0; }
        nav a { display: inline-block; padding: .35rem 0; }
        @media print { nav { display: none; } }

        """

    static let drawings = """
        .drawing text { fill: var(--ink); }
        .drawing .label, .drawing .strong { font-weight: 600; }
        .drawing .clock, .drawing .note { fill: var(--soft); font-size: 11px; }
        .drawing .note { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
        .drawing .paper { fill: var(--paper); }
        .drawing .track { fill: var(--raised); stroke: var(--line); }
        .drawing .covered { fill: var(--same); }
        .drawing .ribbon { fill: var(--same); fill-opacity: .22; stroke: var(--same); vector-effect: non-scaling-stroke; }
        .drawing .tick { stroke: var(--line); }
        .drawing .finding { stroke: var(--line); }
        .drawing .same { fill: var(--same-soft); }
        .drawing .differs { fill: var(--same-soft); }
        .drawing .not-checked { fill: var(--raised); stroke-dasharray: 3 3; }
        .drawing .absent { fill: var(--paper); }
        .drawing .no-source { fill: var(--hair); stroke-dasharray: 1 3; }
        .drawing .gap { fill: var(--raised); stroke: var(--ink); stroke-dasharray: 2 2; }
        .drawing .playhead { stroke: var(--ink); stroke-width: 2; }
        .drawing .words { font-size: 11px; }
        .drawing .difference { fill: var(--differs-soft); }
        .drawing .edge { stroke: var(--differs); stroke-width: 2; }
        .drawing .badge { fill: var(--differs); }
        .drawing .number { fill: var(--paper); font-weight: 600; }
        .drawing .band { fill: var(--differs-soft); }
        .drawing .grid { stroke: var(--hair); }
        .drawing .axis { stroke: var(--line); }
        .drawing .threshold { stroke: var(--differs); stroke-dasharray: 2 3; }
        .drawing .curve { fill: none; stroke: var(--ink); stroke-width: 1.6; vector-effect: non-scaling-stroke; stroke-linejoin: round;
          stroke-linecap: round; }
        .drawing .curve.second { stroke: var(--same); stroke-dasharray: 6 3; }
        .drawing .heat-1 { fill: var(--ink); fill-opacity: .16; }
        .drawing .heat-2 { fill: var(--ink); fill-opacity: .34; }
        .drawing .heat-3 { fill: var(--ink); fill-opacity: .52; }
        .drawing .heat-4 { fill: var(--differs); }

        """

    private static let print = """
        @media print { :root { --paper: #fff; --raised: #fff; --ink: #000; --soft: #333; --line: #666; --hair: #bbb;
            --same: #0b5c63; --same-soft: #d3e6e5; --differs: #8f3d00; --differs-soft: #f7dcc0; }
          @page { margin: 16mm 15mm; }
          body { font-size: 10.5pt; }
          header, main, footer { width: 100%; }
          .controls, .skip, .copy + .note { display: none; }
          section { padding-top: 1.2rem; }
          h2, h3, h4, .facts, section > .note { break-after: avoid; }
          footer { margin-top: .5rem; padding-bottom: 0; }
          footer p { margin: 0; }
          .pair, .card, tr, .measurement { break-inside: avoid; }
          .views { grid-template-columns: 1fr 1fr; }
          .views img { max-height: 6.5cm; }
          .drawing, .badge-number { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

        """
}
