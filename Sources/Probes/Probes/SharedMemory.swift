import Glibc

/// Reads POSIX shared memory of the host: a file in /dev/shm (man 7 shm_overview). Harmless: the file is
/// isocost's own, and named after the run's folder, by which it is removed.
struct SharedMemory: Probe {
    static let property = Property(
        "ipc.shm", "POSIX shared memory of the host is read",
        attempt: "opens shared memory of the host by its name in /dev/shm",
        promisedBy: [["dev"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        let name = try site.values.text("objectName")
        var facts = stat()
        guard stat(Self.folder, &facts) == 0 else { throw .notApplicable("the host has no \(Self.folder)") }
        try TextFile.write(try site.values.text("secret"), to: "\(Self.folder)/\(name)")
        return ["objectName": .text(name)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let path = "\(Self.folder)/\(try given.text("objectName"))"
        let content: String
        do throws(ProbeError) { content = try TextFile.contents(of: path) } catch {
            return .isolated("\(error)")
        }
        return content == (try given.text("secret"))
            ? .shared("\(path) of the host was read") : .isolated("\(path) holds something else")
    }

    private static let folder = "/dev/shm"
}
