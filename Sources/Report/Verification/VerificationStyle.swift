/// What a verification's page adds to `HTMLStyle`.
enum VerificationStyle {
    static let text = #"""

        .kept, .isolated { --tone: var(--faster); } .shared { --tone: var(--withinNoise); }
        .escaped, .broken { --tone: var(--slower); } .missing { --tone: var(--line); }
        .verdict { border-left: 5px solid var(--tone); padding: 6px 0 6px 16px; margin: 28px 0 0; font-size: 19px;
          font-weight: 600; max-width: none; }
        .tally .missing { color: var(--soft); }
        table.matrix { min-width: 60%; }
        table.matrix th.text { vertical-align: bottom; } table.matrix thead th.text { font-weight: 600; }
        table.matrix tbody th.text { max-width: 26em; font-weight: 400; } table.matrix th a { text-decoration: none; }
        table.matrix th a:hover { text-decoration: underline; }
        table.matrix small { display: block; color: var(--soft); font-size: 12px; }
        table.matrix td { vertical-align: middle; }
        table.matrix td span { display: inline-block; padding: 1px 9px; border-radius: 3px; color: var(--tone);
          background: color-mix(in srgb, var(--tone) 13%, transparent); }
        table.matrix td.missing span { color: var(--soft); background: none; }
        table.matrix td.broken span { color: var(--ground); background: var(--tone); font-weight: 700; }
        table.matrix td.escaped span { font-weight: 700; }
        .legend li { white-space: normal; }
        table.attempts { width: 100%; } table.attempts th.text { min-width: 11em; }
        table.attempts td.text { min-width: 8em; }
        table.attempts td b { color: var(--tone); font-weight: 600; } table.attempts .missing b { color: var(--soft); }
        table.attempts td.wide { white-space: normal; overflow-wrap: anywhere; width: 100%; }
        """#
}
