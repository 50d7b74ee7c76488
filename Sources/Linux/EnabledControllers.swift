import Glibc
import Synchronization

/// The controllers that this process has enabled for the children of a cgroup, where they were not.
///
/// One owner for all arms: the first arm to go is not the last to need them, and only the last can take them back.
public final class EnabledControllers: Sendable {
    private let folder: String
    private let entries = Mutex<[Ledger.Entry]>([])

    private struct Reference {
        weak var owner: EnabledControllers?
    }
    private static let current = Mutex<[String: Reference]>([:])

    private init(_ folder: String) { self.folder = folder }

    /// The owner that there is, or a new one.
    /// - Parameter folder: the top of a hierarchy of version 2.
    public static func shared(of folder: String) -> EnabledControllers {
        current.withLock { all in
            if let owner = all[folder]?.owner { return owner }
            let owner = EnabledControllers(folder)
            all[folder] = Reference(owner: owner)
            return owner
        }
    }

    /// - Throws: `SystemError` naming the file.
    public func enable(_ controller: String) throws(SystemError) {
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
        entries.withLock { $0.append(entry) }
    }

    deinit {
        for entry in entries.withLock({ $0 }).reversed() {
            _ = Self.disable(entry.subject)
            Ledger.settle(entry)
        }
    }

    /// Takes a controller back, unless somebody else has made a cgroup since, who may rely on it.
    static func disable(_ subject: String) -> Ledger.Removal {
        let fields = subject.split(separator: " ").map(String.init)
        guard fields.count == 3, access("\(fields[0])/cgroup.procs", F_OK) == 0 else { return .absent }
        let children = names(in: fields[0]).filter { access("\(fields[0])/\($0)/cgroup.procs", F_OK) == 0 }
        guard children.isEmpty else { return .absent }
        guard (try? writeCgroupFile("-\(fields[1])", "\(fields[0])/cgroup.subtree_control")) != nil else {
            return .absent
        }
        return .removed
    }
}

extension LedgerKind {
    static let controller = LedgerKind(name: "controller") { EnabledControllers.disable($0.subject) }
}
