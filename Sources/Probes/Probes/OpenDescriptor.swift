import Glibc

/// Leaves the root through a folder that was left open, or a working folder that was left outside. Harmless:
/// it reads.
struct OpenDescriptor: Probe {
    static let property = Property(
        "root.descriptor", "its root is left through an open folder",
        attempt:
            "walks up from its working folder and from every folder that it has inherited a descriptor of",
        promisedBy: [["pivot"], ["overlay"], ["read-only"], ["chroot"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let escape = try RootEscape(given)
        if let found = escape.climb(by: "the working folder") { return found }
        var seen = 0
        for descriptor in 0..<Self.most {
            var facts = stat()
            guard fstat(descriptor, &facts) == 0 else { continue }
            seen += 1
            guard facts.st_mode & S_IFMT == S_IFDIR, fchdir(descriptor) == 0 else { continue }
            if let found = escape.climb(by: "descriptor \(descriptor)") { return found }
        }
        return .isolated("none of \(seen) open descriptors, nor the working folder, leads out")
    }

    /// Descriptors are looked at up to here; what a launch leaves open has a low number.
    private static let most: Int32 = 1024
}
