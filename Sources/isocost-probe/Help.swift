import Probes

/// What `--help` prints: the protocol and the names there are.
var probeHelp: String {
    """
    isocost-probe: one end of a probe of `isocost verify`, told by lines on standard input.

      hello                        -> hello
    Outside, as the host:
      prepare NAME JSON            -> prepared NAME JSON            make what the attempt is aimed at
      confirm NAME VERDICT DETAIL  -> result NAME VERDICT DETAIL    look whether it was reached
    Inside, in the environment:
      probe NAME JSON              -> result NAME VERDICT DETAIL    try to reach it

      quit                                                          the end; so is that of the input

    Whatever goes wrong is answered by: error MESSAGE. An attempt is made by a child, which may end in any state.
    VERDICT is \(Verdict.allCases.map(\.rawValue).joined(separator: ", ")); JSON is flat.

    Probes:
    \(ProbeCatalog.properties.map(line).joined(separator: "\n"))

    """
}

private func line(_ property: Property) -> String {
    "  \(property.name)\(String(repeating: " ", count: max(1, 22 - property.name.count)))\(property.title)"
}
