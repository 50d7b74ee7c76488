import Isolation
import Linux

/// Launchers that set up the same, one of them isocost's: only they are compared with one another.
struct Match {
    /// What is set up.
    let title: String
    let isocost: any Contender
    let others: [any Contender]
    /// isocost's once more with what the others can't set up: to be shown and not to be compared with them.
    var more: [any Contender] = []
    /// Those that are not installed.
    var missing: [String] = []

    var all: [any Contender] { [isocost] + others + more }

    static func all(_ workshop: Workshop) throws -> [Match] {
        [try namespaces(workshop), try sandbox(workshop), try container(workshop), try anew(workshop)]
    }

    /// The environment as it is, over the host's files.
    private static func namespaces(_ workshop: Workshop) throws -> Match {
        let bwrap = OtherLauncher.all.first { $0.name == "bwrap" }
        return try Match(
            "namespaces",
            isocost: workshop.isocost("isocost namespaces", EnvironmentCatalog.namespaces),
            [("bwrap", bwrap.flatMap { try workshop.launcher("bwrap over /", $0) })])
    }

    /// The same as far as all can do it: another root folder, /proc and /dev of its own, no time namespace.
    private static func sandbox(_ workshop: Workshop) throws -> Match {
        let sandbox = Sandbox.namespaces(root: workshop.root)
        return try Match(
            "namespaces, own root, /proc and /dev",
            isocost: workshop.isocost("isocost, own root", sandbox.definition()),
            [
                ("bwrap", try workshop.bwrap("bwrap, own root", sandbox)),
                ("crun", try workshop.runtime("crun, own root", "crun", sandbox, .none, ownsCgroup: false)),
                ("runc", try workshop.runtime("runc, own root", "runc", sandbox, .none, ownsCgroup: true)),
            ])
    }

    /// Cgroups made and the filter compiled before: what a launch itself takes. runc can do neither.
    private static func container(_ workshop: Workshop) throws -> Match {
        let sandbox = Sandbox.container(root: workshop.root)
        let filter = try workshop.filter
        var match = try Match(
            "container, cgroups and filter made before",
            isocost: workshop.isocost("isocost container", sandbox.definition()),
            [
                ("bwrap", try workshop.bwrap("bwrap, as container", sandbox)),
                (
                    "crun",
                    try workshop.runtime(
                        "crun, as container", "crun", sandbox, .compiled(filter), ownsCgroup: false)
                ),
            ])
        let whole = EnvironmentCatalog.named("container")!
        match.more = [try workshop.isocost("isocost, overlay and veth", whole)]
        return match
    }

    /// Cgroups made, the filter made of its list and all else laid out for this one launch, and removed after it.
    private static func anew(_ workshop: Workshop) throws -> Match {
        let sandbox = Sandbox.container(root: workshop.root)
        return try Match(
            "container, all made for one launch",
            isocost: workshop.isocostAnew("isocost, all anew", sandbox.definition()),
            [
                ("crun", try workshop.runtime("crun, all anew", "crun", sandbox, .list, ownsCgroup: true)),
                ("runc", try workshop.runtime("runc, all anew", "runc", sandbox, .list, ownsCgroup: true)),
            ])
    }

    private init(_ title: String, isocost: any Contender, _ others: [(name: String, (any Contender)?)]) {
        (self.title, self.isocost) = (title, isocost)
        self.others = others.compactMap(\.1)
        missing = others.filter { $0.1 == nil }.map(\.name)
    }
}
