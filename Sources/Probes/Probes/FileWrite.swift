import Glibc

/// Writes into a file of the host. Harmless: the file is isocost's own.
struct FileWrite: Probe {
    static let property = Property(
        "files.write", "a file of the host is written outside of the scratch folder",
        attempt: "overwrites a file that isocost made for it beside the scratch folder",
        promisedBy: [["overlay"], ["read-only"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let path = try given.text("canary")
        let file = open(path, O_WRONLY | O_CLOEXEC)
        let code = errno
        guard file >= 0 else { return .isolated("open for writing gave \(Errno.name(code))") }
        defer { close(file) }
        if let code = refusal({ write(file, "!", 1) }) { return .isolated("write gave \(Errno.name(code))") }
        return .shared("\(path) was overwritten")
    }

    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome {
        let content = try TextFile.contents(of: try site.values.text("canary"))
        let unchanged = content == (try site.values.text("secret"))
        return outcome.verdict == .shared && unchanged
            ? .isolated("what was written is not in the host's file") : outcome
    }
}
