import Glibc
import Synchronization

/// A use of the controllers that this process has enabled for the children of a cgroup, where they were not.
///
/// The first arm to go is not the last to need them: the last use takes them back. While there is a child, nobody
/// does.
public final class EnabledControllers: Sendable {
    private struct Uses {
        var count = 0
        var enabled: [Ledger.Entry] = []
    }
    private static let uses = Mutex<[String: Uses]>([:])

    private let folder: String

    /// - Parameter folder: of a cgroup of version 2.
    init(of folder: String) {
        self.folder = folder
        Self.uses.withLock { $0[folder, default: Uses()].count += 1 }
    }

    /// Enables those that are not, and makes the child that needs them, before anybody can take one back. In this
    /// order in the ledger, which is undone from its end: the child has to go first.
    /// - Throws: `SystemError` naming the file.
    func enable(
        _ controllers: [String], thenMaking make: () throws(SystemError) -> Void
    ) throws(SystemError) {
        try Self.uses.withLock { uses throws(SystemError) in
            let lock = FolderLock(folder)
            defer { withExtendedLifetime(lock) {} }
            for controller in controllers where !Self.passedOn(by: folder).contains(controller) {
                uses[folder, default: Uses()].enabled.append(try Self.enable(controller, for: folder))
            }
            try make()
        }
    }

    private static func enable(_ controller: String, for folder: String) throws(SystemError) -> Ledger.Entry {
        let token = Ledger.newToken()
        let entry = Ledger.Entry(
            kind: LedgerKind.controller.name, token: token, subject: "\(folder) \(controller) \(token)")
        try Ledger.record(entry)
        do throws(SystemError) {
            try writeCgroupFile("+\(controller)", "\(folder)/cgroup.subtree_control")
        } catch {
            Ledger.settle(entry)
            throw error
        }
        return entry
    }

    /// What the children of a cgroup have.
    public static func passedOn(by folder: String) -> Set<String> {
        let text = (try? contents(of: "\(folder)/cgroup.subtree_control")) ?? ""
        return Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    deinit {
        Self.uses.withLock { uses in
            uses[folder]?.count -= 1
            guard let last = uses[folder], last.count == 0 else { return }
            for entry in last.enabled.reversed() {
                _ = Self.disable(entry.subject)
                Ledger.settle(entry)
            }
            uses[folder] = nil
        }
    }

    /// Takes a controller back, unless somebody else has made a cgroup since, who may rely on it.
    static func disable(_ subject: String) -> Ledger.Removal {
        let fields = subject.split(separator: " ").map(String.init)
        guard fields.count == 3, access("\(fields[0])/cgroup.procs", F_OK) == 0 else { return .absent }
        // Another process could make its child, and find the controller enabled, between the look and the write.
        let lock = FolderLock(fields[0])
        defer { withExtendedLifetime(lock) {} }
        let children = names(in: fields[0]).filter { access("\(fields[0])/\($0)/cgroup.procs", F_OK) == 0 }
        guard children.isEmpty else { return .absent }
        guard (try? writeCgroupFile("-\(fields[1])", "\(fields[0])/cgroup.subtree_control")) != nil else {
            return .absent
        }
        return .removed
    }
}

/// flock(2) on a folder, as long as it lives. Anybody who may read the folder can hold it: so it is waited for a
/// second and no longer.
private final class FolderLock {
    private let raw: Int32

    init(_ folder: String) {
        raw = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard raw >= 0 else { return }
        for _ in 0..<200 {
            if flock(raw, LOCK_EX | LOCK_NB) == 0 { return }
            usleep(5_000)
        }
    }

    deinit { if raw >= 0 { close(raw) } }
}

extension LedgerKind {
    static let controller = LedgerKind(name: "controller") { EnabledControllers.disable($0.subject) }
}
