import CLinux
import Glibc

/// Looks for System V objects of the host (man 7 sysvipc). Harmless: the objects are isocost's own. They
/// outlive their process, so their key comes from the name of the run's folder, by which the harness, or
/// whoever comes after it, removes them.
struct SystemVObjects: Probe {
    static let property = Property(
        "ipc.sysv", "System V objects of the host are reached",
        attempt:
            "looks for a shared memory segment, a semaphore and a message queue of the host by their key",
        promisedBy: [["ipc"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        let key = key_t(truncatingIfNeeded: try site.values.integer("objectKey"))
        let flags = Int32(IPC_CREAT) | Int32(IPC_EXCL) | 0o600
        try system("shmget") { shmget(key, Self.bytes, flags) }
        try system("semget") { semget(key, 1, flags) }
        try system("msgget") { msgget(key, flags) }
        let segment = try system("shmget") { shmget(key, 0, 0) }
        guard let memory = shmat(segment, nil, 0), memory != Self.failed else {
            throw .system(call: "shmat", subject: "", code: errno)
        }
        memory.copyMemory(
            from: Array(try site.values.text("secret").utf8.prefix(Self.bytes)), byteCount: Self.mark)
        shmdt(memory)
        return ["objectKey": .integer(Int(key))]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let key = key_t(truncatingIfNeeded: try given.integer("objectKey"))
        let segment = shmget(key, 0, 0)
        let code = errno
        var found: [String] = []
        if semget(key, 0, 0) >= 0 { found.append("a semaphore") }
        if msgget(key, 0) >= 0 { found.append("a message queue") }
        if segment >= 0 { found.append(try read(segment, given)) }
        return found.isEmpty
            ? .isolated("shmget gave \(Errno.name(code)), and neither semaphore nor queue is there")
            : .shared("found by key: \(found.joined(separator: ", "))")
    }

    private func read(_ segment: Int32, _ given: Values) throws(ProbeError) -> String {
        let secret = Array(try given.text("secret").utf8.prefix(Self.mark))
        guard let memory = shmat(segment, nil, Int32(SHM_RDONLY)), memory != Self.failed else {
            return "shared memory that can't be attached"
        }
        defer { shmdt(memory) }
        let bytes = UnsafeRawBufferPointer(start: memory, count: Self.mark)
        return bytes.elementsEqual(secret) ? "shared memory, with what the host wrote" : "shared memory"
    }

    private static let bytes = 4096
    /// Of the secret, at the beginning of the segment.
    private static let mark = 16
    /// What shmat(2) gives when it fails.
    private static var failed: UnsafeMutableRawPointer? { .init(bitPattern: -1) }
}
