/// The page's style: one column, quiet colours, the same marks on screen, in the dark and on paper.
enum HTMLStyle {
    static let text = #"""
        :root { color-scheme: light dark;
          --ground: #fdfcfa; --panel: #f5f3ee; --ink: #1c2024; --soft: #5d6670; --line: #dedad2;
          --slower: #b83a0b; --faster: #0b7a6b; --equivalent: #4d6a8f; --withinNoise: #76808b;
          --inconclusive: #8f6400; --band: #8a94a026; --stripe: #00000006; }
        @media (prefers-color-scheme: dark) { :root {
          --ground: #14171b; --panel: #1c2026; --ink: #e5e8eb; --soft: #9aa4af; --line: #343a42;
          --slower: #ff8a5c; --faster: #3fd0bb; --equivalent: #8fb2de; --withinNoise: #8b95a1;
          --inconclusive: #e3b341; --band: #aab6c626; --stripe: #ffffff08; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 1096px; margin: 0 auto; padding: 40px 28px 64px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 10px; letter-spacing: -0.01em; }
        h2 { font-size: 20px; margin: 52px 0 10px; }
        h3 { font-size: 15px; margin: 22px 0 4px; }
        p { margin: 8px 0; max-width: 78ch; }
        a { color: inherit; }
        code { font: 0.9em ui-monospace, "DejaVu Sans Mono", monospace; }
        .facts, .note { color: var(--soft); font-size: 14px; margin: 2px 0; max-width: none; }
        .alert { border-left: 4px solid var(--inconclusive); background: var(--panel); padding: 10px 16px;
          margin: 20px 0; max-width: none; }
        .slower { --tone: var(--slower); } .faster { --tone: var(--faster); }
        .equivalent { --tone: var(--equivalent); } .withinNoise { --tone: var(--withinNoise); }
        .inconclusive { --tone: var(--inconclusive); }

        .answers { margin: 28px 0 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
        .answers li { display: grid; grid-template-columns: 176px 1fr; gap: 4px 24px; padding: 14px 0;
          border-bottom: 1px solid var(--line); }
        .answers strong { font-size: 17px; overflow-wrap: anywhere; }
        .answers p { margin: 0; max-width: none; overflow-wrap: anywhere; }
        .tally { display: flex; gap: 3px; margin: 8px 0 2px; font-size: 13px; }
        .tally span { flex: 1 1 0; min-width: 30px; border-top: 5px solid var(--tone); color: var(--tone);
          padding-top: 2px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
        .chips { font-size: 12.5px; color: var(--soft); line-height: 1.4; overflow-wrap: anywhere; }

        .legend { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 12px 0; padding: 0; list-style: none;
          font-size: 14px; color: var(--soft); }
        .legend b { color: var(--tone); margin-right: 4px; }
        .swatch { display: inline-block; width: 18px; height: 12px; margin-right: 6px; vertical-align: -1px; }
        .swatch.band { background: var(--band); }
        .swatch.edge { border: dashed var(--soft); border-width: 0 1px; }
        .family { break-inside: avoid; }
        .scroll { overflow-x: auto; }
        svg { display: block; width: 100%; min-width: 820px; height: auto; font-size: 13px; }
        svg text { fill: var(--ink); font-variant-numeric: tabular-nums; }
        svg .stripe { fill: var(--stripe); } svg .noise { fill: var(--band); }
        svg .grid { stroke: var(--line); stroke-width: 1; } svg .zero { stroke: var(--soft); stroke-width: 1.2; }
        svg .margin { fill: none; stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 4; opacity: .8; }
        svg .tick { fill: var(--soft); text-anchor: middle; font-size: 12px; }
        svg .workload { font-weight: 600; } svg .detail { fill: var(--soft); font-size: 12px; }
        svg .environment { text-anchor: end; } svg .value { text-anchor: end; font-weight: 600; }
        svg .bounds { fill: var(--soft); font-size: 12px; }
        svg .interval, svg .cap { stroke: var(--tone); stroke-width: 2; fill: none; }
        svg circle { fill: var(--tone); stroke: var(--tone); stroke-width: 1.8; }
        svg .mark { fill: var(--tone); text-anchor: middle; font-weight: 700; }
        svg .slower .value, svg .faster .value { fill: var(--tone); }
        svg .equivalent .value, svg .withinNoise .value, svg .inconclusive .value { font-weight: 400; }
        svg .withinNoise circle, svg .inconclusive circle { fill: var(--ground); }
        svg .inconclusive .interval { stroke-dasharray: 4 3; }

        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; margin: 8px 0; }
        th, td { padding: 5px 18px 5px 0; text-align: right; vertical-align: top; white-space: nowrap; }
        th { color: var(--soft); font-weight: 600; border-bottom: 1px solid var(--line); }
        td { border-bottom: 1px solid var(--line); }
        th.text, td.text { text-align: left; font-weight: 400; color: inherit; }
        thead th.text { color: var(--soft); }
        tbody th.text { white-space: normal; overflow-wrap: anywhere; min-width: 9em; max-width: 17em; font-weight: 600; }
        tr.first > * { border-top: 2px solid var(--line); }
        td b { font-weight: 400; } .slower b, .faster b { color: var(--tone); font-weight: 700; }
        td .mark { color: var(--tone); font-weight: 700; margin-right: 5px; }
        td small { display: block; color: var(--soft); font-size: 12px; }
        details table { font-size: 13px; } details th, details td { padding-right: 14px; }
        td.apart { font-weight: 600; }

        .notes { padding-left: 20px; } .notes li { margin: 8px 0; overflow-wrap: anywhere; }
        .advice { color: var(--soft); }
        details { overflow: hidden; border-top: 1px solid var(--line); padding: 8px 0; } summary { cursor: pointer; font-weight: 600; }
        summary span { color: var(--soft); font-weight: 400; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 22px; font-size: 14px; margin: 10px 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 640px) { main { padding: 24px 16px; } .answers li { grid-template-columns: 1fr; } }
        @media print { :root { --ground: #fff; color-scheme: light; } main { max-width: none; padding: 0; }
          body { font-size: 12px; } svg { min-width: 0; } details::details-content { content-visibility: visible; }
          h2 { break-after: avoid; } tr, li { break-inside: avoid; } .scroll { overflow: visible; } }
        """#
}
