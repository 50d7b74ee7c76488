import Glibc

/// Mounts a file system where the host would see it. Harmless: an empty tmpfs of one page, on a folder that
/// isocost made for it, and unmounted as soon as it has been looked for; `isocost clean` finds one that a
/// killed isocost left.
struct MountPropagation: Probe {
    static let property = Property(
        "files.mount", "a mount reaches the host",
        attempt: "mounts a tmpfs on a folder of its own, which the host then looks for",
        promisedBy: [["mount"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        ["source": .text(try site.values.text("objectName"))]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let target = try ScratchPlace(given).folder(Self.name)
        let flags = UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC)
        // By its source the mount is known as isocost's.
        let source = try given.text("source")
        if let code = refusal({ mount(source, target, "tmpfs", flags, "size=4k,mode=0700") }) {
            return .isolated("mount gave \(Errno.name(code))")
        }
        return .shared("a tmpfs on \(target) is mounted on the host too")
    }

    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome {
        let path = try site.values.text("hostScratch") + "/" + Self.name
        // Where the folder is a copy inside, it is not even there.
        let isMounted: Bool
        if let folder = try? RootIdentity(of: path), let above = try? RootIdentity(of: path + "/..") {
            isMounted = folder.device != above.device
        } else {
            isMounted = false
        }
        if isMounted { umount2(path, Int32(MNT_DETACH)) }
        guard outcome.verdict == .shared, !isMounted else { return outcome }
        return .isolated("a tmpfs was mounted inside, and the host does not see it")
    }

    private static let name = "mount"
}
