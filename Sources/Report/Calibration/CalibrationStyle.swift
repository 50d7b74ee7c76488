/// What a calibration's page adds to `HTMLStyle`.
enum CalibrationStyle {
    /// Colours of `tone-0` to `tone-5`: Okabe and Ito's, which stay apart under colour-blindness, darkened for
    /// light ground ("Color Universal Design", 2008).
    static let text = #"""

        :root { --tone-0: #0b6aa8; --tone-1: #b35400; --tone-2: #00795a; --tone-3: #a3477f; --tone-4: #7a6a00;
          --tone-5: #55606c; }
        @media (prefers-color-scheme: dark) { :root { --tone-0: #6cb8f0; --tone-1: #f0a04b; --tone-2: #3fd0a2;
          --tone-3: #e59cc6; --tone-4: #e6d860; --tone-5: #a8b2bd; } }
        .met { --tone: var(--equivalent); } .notShown { --tone: var(--inconclusive); } .missed { --tone: var(--slower); }
        .tone-0 { --tone: var(--tone-0); } .tone-1 { --tone: var(--tone-1); } .tone-2 { --tone: var(--tone-2); }
        .tone-3 { --tone: var(--tone-3); } .tone-4 { --tone: var(--tone-4); } .tone-5 { --tone: var(--tone-5); }
        .verdict { border-left: 5px solid var(--tone); padding: 6px 0 6px 16px; margin: 28px 0 0; font-size: 19px;
          font-weight: 600; max-width: none; }
        .checks { margin: 20px 0 24px; padding: 0; list-style: none; border-top: 1px solid var(--line); }
        .checks li { display: grid; grid-template-columns: 112px 1fr; gap: 4px 20px; padding: 12px 0;
          border-bottom: 1px solid var(--line); }
        .checks p { margin: 2px 0 0; max-width: none; overflow-wrap: anywhere; }
        .checks .standing { color: var(--tone); font-weight: 600; white-space: nowrap; }
        td.missed, td.notShown { color: var(--tone); } td.missed { font-weight: 700; }
        svg .share { fill: var(--soft); text-anchor: end; font-size: 12px; }
        svg .asked { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 5 4; fill: none; }
        svg .edge { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 1 4; stroke-linecap: round; fill: none; }
        svg .curve { stroke: var(--tone); stroke-width: 1.6; fill: none; opacity: .75; }
        svg .range { stroke: var(--tone); stroke-width: 1.4; fill: none; }
        svg .point { fill: var(--tone); stroke: var(--ground); stroke-width: 1; }
        svg .notShown circle { fill: var(--ground); } svg .missed .value { fill: var(--tone); }
        svg .met .value, svg .notShown .value { font-weight: 400; }
        svg.key { display: inline-block; width: 18px; height: 14px; min-width: 0; margin-right: 6px;
          vertical-align: -2px; }
        @media (max-width: 640px) { .checks li { grid-template-columns: 1fr; } }
        """#
}
