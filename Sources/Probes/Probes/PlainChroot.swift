import Glibc

/// The oldest claim in this field, put to the test as such: a root user that chroot(2) has put into a folder
/// leaves it again by a second chroot(2). The folder is the probe's own, in whatever root the environment
/// has, so this is also the control of `NestedChroot`: where this one gets out and that one does not, the
/// attempt works and the root holds. Harmless: a root is a process's own, and this one ends right after.
struct PlainChroot: Probe {
    static let property = Property(
        "root.chroot", "a folder that chroot(2) has made the root is left again",
        attempt: "enters a folder by chroot(2), and leaves it by a nested chroot(2)")

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let start = try RootIdentity(of: "/")
        let jail = try ScratchPlace(given).folder("jail")
        if let code = refusal({ chdir(jail) == 0 ? chroot(".") : -1 }) {
            throw .notApplicable("there is no chroot to leave: chroot gave \(Errno.name(code))")
        }
        let jailed = try RootIdentity(of: "/")
        guard jailed != start else { throw .notApplicable("chroot changed nothing") }
        try system("mkdir", "/inner") { mkdir("/inner", 0o700) }
        let way = NestedRoot()
        if let refused = way.leave(through: "/inner") { return refused }
        let here = try RootIdentity(of: ".")
        guard here != jailed else { return .isolated("a nested chroot leads no further than the folder") }
        let end = here == start ? "back at the root of before" : "even above the root of before"
        return .escaped("chroot(2) into a folder, then a nested one: \(end)")
    }
}
