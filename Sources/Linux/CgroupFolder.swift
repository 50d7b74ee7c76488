import Glibc

/// A cgroup that isocost has made; ended, emptied and removed with its owner.
public final class CgroupFolder: Sendable {
    static let prefix = "isocost-"

    public let path: String
    private let entry: Ledger.Entry
    /// Released after the folder is removed: while there is one, its controllers are in use.
    private let controllers: EnabledControllers?

    /// - Parameters:
    ///   - parent: the folder of an existing cgroup.
    ///   - controllers: that the parent has to pass on, as long as this one is there; nil in version 1.
    /// - Throws: `SystemError` naming the folder.
    public init(in parent: String, enabling controllers: [String]? = nil) throws(SystemError) {
        let token = Ledger.newToken()
        let full = "\(parent)/\(Self.prefix)\(token)"
        entry = Ledger.Entry(kind: LedgerKind.cgroup.name, token: token, subject: full)
        path = full
        guard let controllers else {
            self.controllers = nil
            try Self.make(entry, in: parent)
            return
        }
        let uses = EnabledControllers(of: parent)
        self.controllers = uses
        let made = entry
        try uses.enable(controllers) { () throws(SystemError) in try Self.make(made, in: parent) }
    }

    private static func make(_ entry: Ledger.Entry, in parent: String) throws(SystemError) {
        try Ledger.record(entry)
        if mkdir(entry.subject, 0o755) == 0 { return }
        let code = errno
        Ledger.settle(entry)
        throw SystemError("make a cgroup in", parent, code: code)
    }

    /// Writes one of its files.
    public func write(_ value: String, to file: String) throws(SystemError) {
        try writeCgroupFile(value, "\(path)/\(file)")
    }

    /// The text of one of its files, without the last line's end; nil where there is none.
    public func read(_ file: String) -> String? {
        guard var text = try? contents(of: "\(path)/\(file)") else { return nil }
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }

    deinit {
        if Self.remove(path) == nil { Ledger.settle(entry) }
    }

    /// Kills what is in a cgroup and removes it.
    /// - Returns: why it is still there; nil when it is gone.
    static func remove(_ path: String) -> String? {
        var code: Int32 = 0
        for attempt in 0..<200 {
            if rmdir(path) == 0 { return nil }
            code = errno
            // Busy as long as something runs in it, and a moment longer.
            guard code == EBUSY else { break }
            end(path)
            usleep(attempt < 20 ? 500 : 10_000)
        }
        return code == ENOENT ? nil : String(cString: strerror(code))
    }

    private static func end(_ path: String) {
        // From Linux 5.14 on; before, and in version 1, one after the other.
        if (try? writeCgroupFile("1", "\(path)/cgroup.kill")) != nil { return }
        let text = (try? contents(of: "\(path)/cgroup.procs")) ?? ""
        for pid in text.split(separator: "\n").compactMap({ pid_t($0) }) where pid > 0 { kill(pid, SIGKILL) }
    }
}

func writeCgroupFile(_ text: String, _ path: String) throws(SystemError) {
    do throws(SystemError) {
        try FileDescriptor(open: path, O_WRONLY).write(Array(text.utf8))
    } catch { throw SystemError("write '\(text)' to", path, code: error.code) }
}

extension LedgerKind {
    /// A cgroup, which holds nothing but what isocost has started in it.
    public static let cgroup = LedgerKind(name: "cgroup") { entry in
        let name = entry.subject.split(separator: "/").last ?? ""
        guard name == "\(CgroupFolder.prefix)\(entry.token)", isInCgroupFileSystem(entry.subject) else {
            return access(entry.subject, F_OK) == 0 ? .failed(reason: "no cgroup of isocost's") : .absent
        }
        return CgroupFolder.remove(entry.subject).map { .failed(reason: $0) } ?? .removed
    }

    /// A folder of another file system is never taken for a cgroup.
    private static func isInCgroupFileSystem(_ path: String) -> Bool {
        access("\(path)/cgroup.procs", F_OK) == 0
    }
}
