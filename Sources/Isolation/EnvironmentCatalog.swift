/// The environments that isocost knows by name.
public enum EnvironmentCatalog {
    /// The baseline of every run.
    public static let bare = EnvironmentDefinition(
        name: "bare", summary: "as isocost was started: nothing isolated")

    /// The baseline again under another name: the run's own control.
    public static let bareTwin = EnvironmentDefinition(
        name: "bare'", summary: "bare once more: what it differs by is what this host can't resolve")

    /// The names of those that are in every run.
    public static let controls = [bare.name, bareTwin.name]

    public static let chroot = EnvironmentDefinition(
        name: "chroot", summary: "chroot onto a bind copy of /", [ChangedRoot()])

    public static let namespaces = EnvironmentDefinition(
        name: "namespaces", summary: "all eight namespaces, own root by pivot_root, own /proc, lo up",
        MechanismCatalog.namespaces(NamespaceKind.allCases) + [PivotedRoot()])

    /// Made of isocost's own mechanisms; the ladder of history is in the order of its years.
    public static let own: [EnvironmentDefinition] =
        [bare, bareTwin, chroot] + Ladder.all + SingleNamespaces.all

    /// As they are listed: a runtime's environment is never part of a suite that needs no file.
    public static let all: [EnvironmentDefinition] = own + RuntimeCatalog.environments

    public static func named(_ name: String) -> EnvironmentDefinition? { all.first { $0.name == name } }
}
