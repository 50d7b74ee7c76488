import Glibc

/// The classic way out of a chroot (man 2 chroot, NOTES): the call changes the root but not the working
/// folder, and a working folder that lies outside of the root has no bound above it.
struct NestedRoot {
    /// Makes `folder` the root and goes up from what was the root before.
    /// - Returns: nil when the working folder is as far up as it goes; else what refused.
    func leave(through folder: String) -> Outcome? {
        let before = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let code = errno
        guard before >= 0 else { return .isolated("open / gave \(Errno.name(code))") }
        defer { close(before) }
        if let code = refusal({ chroot(folder) }) { return .isolated("chroot gave \(Errno.name(code))") }
        if let code = refusal({ fchdir(before) }) { return .isolated("fchdir gave \(Errno.name(code))") }
        for _ in 0..<Self.depth { chdir("..") }
        return nil
    }

    /// Deeper than any root that a probe is launched in.
    private static let depth = 64
}
