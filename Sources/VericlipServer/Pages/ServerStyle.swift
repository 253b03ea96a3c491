internal import Reporting

/// The style sheet of the server's own pages: that of reports, and what only they have.
enum ServerStyle {
    static let text =
        PageStyle.text + PageStyle.navigation + """
            .drop { border: 2px dashed var(--line); border-radius: 6px; background: var(--raised); padding: 2rem 1.25rem; margin: 0 0 1rem;
              text-align: center; }
            .drop.over { border-color: var(--same); border-style: solid; }
            .drop p { margin: 0 auto .75rem; }
            .drop input { font: inherit; max-width: 100%; }
            .drop label { font-weight: 600; }
            progress { width: 100%; height: 1.25rem; accent-color: var(--same); }
            button { font: inherit; font-size: .9375rem; padding: .45rem 1rem; border: 1px solid var(--line); border-radius: 4px;
              background: var(--raised); color: var(--ink); cursor: pointer; }
            .problem { border-inline-start: 4px solid var(--differs); padding-inline-start: .9rem; }
            .done-list { list-style: none; padding: 0; }
            .done-list li { padding: .6rem 0; border-top: 1px solid var(--hair); max-width: none; }
            .done-list .note { display: block; }
            .search { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 0 0 1rem; }
            .search p { margin: 0; min-width: 0; }
            .search label { display: block; font: .875rem/1.5 system-ui, sans-serif; }
            .search input, .search select { font: inherit; min-height: 2.25rem; max-width: 100%; }
            .search textarea { font: inherit; font-size: .9375rem; width: min(40rem, 100%); max-width: 100%; }
            .search p:has(textarea) { flex: 1 1 20rem; }
            .search .note { flex-basis: 100%; }
            .fields p:not(.row) { margin: 0 0 .9rem; max-width: 40rem; }
            .fields p > label { display: block; font: .9375rem/1.5 system-ui, sans-serif; }
            .fields input:not([type=checkbox], [type=radio]) { font: inherit; min-height: 2.25rem; width: 100%; }
            .fields input[type=date] { width: auto !important; max-width: 100%; }
            .fields .note { display: block; }
            .fields fieldset { border: 1px solid var(--hair); border-radius: 4px; margin: 0 0 1rem; padding: .75rem 1rem 0; max-width: 44rem; }
            .row { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; }
            main:focus { outline: none; }
            [hidden] { display: none !important; }

            """
}
