import Glibc
import Synchronization

/// What this process has made that would outlive it: written to disk before it is made, struck out when it
/// is gone again.
///
/// One file for each process, in a folder of the user's own. The process holds a lock on it; a ledger whose
/// lock can be taken belongs to a process that was killed, and whoever comes next undoes what is in it.
public enum Ledger {
    /// Something to be undone.
    public struct Entry: Sendable, Hashable {
        public var kind: String
        /// Made up for this one thing and part of its name, so that nothing else can be taken for it.
        public var token: String
        /// Where it is.
        public var subject: String

        /// For people, who need no token that is not part of the name.
        var shown: String {
            subject.hasSuffix(" \(token)") ? String(subject.dropLast(token.count + 1)) : subject
        }

        public init(kind: String, token: String, subject: String) {
            self.kind = kind
            self.token = token
            self.subject = subject
        }
    }

    /// What became of an entry.
    public enum Removal: Sendable, Equatable {
        case removed
        /// It was not made, or is gone.
        case absent
        case failed(reason: String)
    }

    private static let current = Mutex<LedgerFile?>(nil)

    /// Sixteen hexadecimal digits that nobody has had before.
    public static func newToken() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Writes an entry down; what it names may be made after this.
    /// - Throws: `SystemError` naming the ledger.
    public static func record(_ entry: Entry) throws(SystemError) {
        let failure = current.withLock { file -> SystemError? in
            do throws(SystemError) {
                if file == nil { file = try LedgerFile(in: folder) }
                try file?.record(entry)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Strikes an entry out: it is gone. The last one takes the file with it.
    public static func settle(_ entry: Entry) {
        current.withLock { file in
            guard let open = file, open.settle(entry) else { return }
            open.discard(in: folder)
            file = nil
        }
    }

    /// ISOCOST_LEDGER, or a folder that belongs to this user.
    public static var folder: String {
        getenv("ISOCOST_LEDGER").map { String(cString: $0) } ?? "/var/tmp/isocost-\(geteuid())"
    }

    /// Undoes what processes that were killed have left, the last thing first.
    /// - Parameter further: kinds that other targets add.
    /// - Returns: what was removed, and what could not be, each with its reason.
    public static func sweep(
        in folder: String = Ledger.folder, with further: [LedgerKind] = []
    ) -> (removed: [String], failed: [String]) {
        var all: (removed: [String], failed: [String]) = ([], [])
        for name in names(in: folder) where name.hasPrefix(LedgerFile.prefix) {
            guard let orphan = LedgerFile.orphan("\(folder)/\(name)") else { continue }
            let found = sweep(orphan, LedgerKind.all + further)
            all.removed += found.removed
            all.failed += found.failed
            if found.failed.isEmpty { orphan.discard(in: folder) }
        }
        return all
    }

    private static func sweep(
        _ orphan: LedgerFile, _ kinds: [LedgerKind]
    ) -> (removed: [String], failed: [String]) {
        var all: (removed: [String], failed: [String]) = ([], [])
        for entry in orphan.openEntries.reversed() {
            guard let kind = kinds.first(where: { $0.name == entry.kind }) else {
                all.failed.append("\(entry.subject): this isocost knows nothing of the kind \(entry.kind)")
                continue
            }
            // A name without its token was not made up by isocost.
            guard entry.subject.contains(entry.token), entry.token.utf8.count >= 8 else {
                all.failed.append("\(entry.subject): the ledger does not say that isocost made it")
                continue
            }
            switch kind.remove(entry) {
            case .removed: all.removed.append(entry.shown)
            case .absent: break
            case .failed(let reason): all.failed.append("\(entry.subject): \(reason)")
            }
        }
        return all
    }
}

/// How one kind of thing is undone. To add one: a file with its value, and a line here.
public struct LedgerKind: Sendable {
    public var name: String
    /// Looks at what the entry names, and removes it only if isocost has made it.
    public var remove: @Sendable (Ledger.Entry) -> Ledger.Removal

    public init(name: String, remove: @escaping @Sendable (Ledger.Entry) -> Ledger.Removal) {
        self.name = name
        self.remove = remove
    }

    static let all: [LedgerKind] = [.folder, .cgroup, .controller, .interface]
}
