import CLinux
import Glibc

/// Takes away what is mounted over the host's /proc. Harmless: it does so in a mount namespace that the
/// process inside makes for itself and cuts loose from all others first; it goes with the process.
struct CoveredProcesses: Probe {
    static let property = Property(
        "processes.covered", "processes of the host are seen below what covers /proc",
        attempt: "unmounts /proc in a mount namespace made for it, and looks what is below")

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let secret = try given.text("secret")
        if let process = ProcessTree.search(argument: secret).found {
            return .shared("nothing covers the host's /proc: it shows process \(process)")
        }
        if let refused = ownMountNamespace() { return refused }
        for layer in 1...Self.mostLayers {
            if let code = refusal({ umount2("/proc", Int32(MNT_DETACH)) }) {
                return .isolated("umount2 /proc gave \(Errno.name(code))")
            }
            if let process = ProcessTree.search(argument: secret).found {
                return .escaped(
                    "umount2 uncovers the host's /proc below \(layer) of its own: process \(process)")
            }
        }
        return .isolated("below /proc there is none of the host's")
    }

    /// Mounts that may lie on one another.
    private static let mostLayers = 8

    /// Nil when this process is alone in a mount namespace, so that what it unmounts is unmounted nowhere
    /// else.
    private func ownMountNamespace() -> Outcome? {
        if let code = refusal({ isocost_call(Int(ISOCOST_CALL_UNSHARE), Int(ISOCOST_NEWNS), 0, 0, 0, 0, 0) })
        {
            return .isolated("unshare(CLONE_NEWNS) gave \(Errno.name(code))")
        }
        let flags = UInt(MS_REC) | UInt(MS_PRIVATE)
        if let code = refusal({ mount(nil, "/", nil, flags, nil) }) {
            return .isolated("mount(MS_PRIVATE) gave \(Errno.name(code)): nothing is unmounted")
        }
        return nil
    }
}
