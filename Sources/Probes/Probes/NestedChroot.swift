import Glibc

/// Leaves the environment's own root as chroot(2) is left. Harmless: a root is a process's own.
struct NestedChroot: Probe {
    static let property = Property(
        "root.nested", "its root is left by a nested chroot(2)",
        attempt: "makes a folder its root by chroot(2) while its working folder stays outside, and walks up",
        promisedBy: [["pivot"], ["overlay"], ["read-only"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let escape = try RootEscape(given)
        let folder = try ScratchPlace(given).folder("nested")
        if let refused = NestedRoot().leave(through: folder) { return refused }
        return escape.arrival(by: "a nested chroot")
            ?? .isolated("a nested chroot leads no further than its own root")
    }
}
