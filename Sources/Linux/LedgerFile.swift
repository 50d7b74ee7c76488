import CLinux
import Glibc
import Synchronization

/// A ledger on disk: a line for each entry, `KIND TAB TOKEN TAB SUBJECT`, and one for each that is settled, with `-`
/// as its kind: things that are named after one run share its token.
final class LedgerFile: Sendable {
    static let prefix = "ledger-"
    private static let settled = "-"

    private let path: String
    private let file: FileDescriptor
    /// What this process has written and not settled, so that settling reads nothing.
    private let unsettled = Mutex<Set<Ledger.Entry>>([])

    /// A new one, locked.
    init(in folder: String) throws(SystemError) {
        // A sweep may take a file in the moment before it is locked: then another one is made.
        for _ in 0..<10 {
            try Self.makeFolder(folder)
            let path = "\(folder)/\(Self.prefix)\(Ledger.newToken())"
            let raw = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
            let code = errno
            if raw < 0, code == ENOENT { continue }  // somebody has removed the folder as an empty one
            if raw < 0 { throw SystemError("make a ledger in", folder, code: code) }
            let file = FileDescriptor(owning: raw)
            guard flock(raw, LOCK_EX | LOCK_NB) == 0, Self.isLinked(raw) else { continue }
            self.path = path
            self.file = file
            return
        }
        throw SystemError("make a ledger in", folder, code: EBUSY, advice: "try again")
    }

    private init(path: String, file: consuming FileDescriptor) {
        self.path = path
        self.file = file
    }

    /// A ledger that nobody holds any more, locked; nil when somebody does.
    static func orphan(_ path: String) -> LedgerFile? {
        let raw = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
        guard raw >= 0 else { return nil }
        let file = FileDescriptor(owning: raw)
        var facts = stat()
        guard fstat(raw, &facts) == 0, facts.st_uid == geteuid(), facts.st_mode & S_IFMT == S_IFREG,
            lock(raw, inode: facts.st_ino), isLinked(raw)
        else { return nil }
        return LedgerFile(path: path, file: file)
    }

    /// A child that was killed with its parent between clone and exec holds the lock until it is gone, which takes the
    /// kernel a while where it is joining a cgroup: where who took the lock is dead, that is waited for, five seconds
    /// at most.
    private static func lock(_ descriptor: Int32, inode: ino_t) -> Bool {
        for _ in 0..<500 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard isHeldByTheDead(inode) else { return false }
            usleep(10_000)
        }
        return false
    }

    /// By /proc/locks (man 5 proc_locks): `1: FLOCK ADVISORY WRITE PID MAJOR:MINOR:INODE START END`.
    private static func isHeldByTheDead(_ inode: ino_t) -> Bool {
        let locks = ((try? contents(of: "/proc/locks")) ?? "").split(separator: "\n")
        let holders = locks.compactMap { line -> pid_t? in
            let fields = line.split(separator: " ")
            guard fields.count > 5, fields[1] == "FLOCK", fields[5].hasSuffix(":\(inode)") else { return nil }
            return pid_t(fields[4])
        }
        // The kernel leaves out locks of the dead in a pid namespace of its own.
        return holders.allSatisfy { $0 > 0 && kill($0, 0) != 0 && errno == ESRCH }
    }

    func record(_ entry: Ledger.Entry) throws(SystemError) {
        try write(entry.kind, entry.token, entry.subject)
        unsettled.withLock { _ = $0.insert(entry) }
    }

    /// - Returns: true when nothing is left to be undone.
    func settle(_ entry: Ledger.Entry) -> Bool {
        // On a full disk the entry stays, and whoever sweeps finds that there is nothing.
        try? write(Self.settled, entry.token, entry.subject)
        return unsettled.withLock { entries in
            entries.remove(entry)
            return entries.isEmpty
        }
    }

    /// In the order in which they were made. A last line without its end was cut off, and what it was to
    /// announce was never made.
    var openEntries: [Ledger.Entry] {
        guard let text = try? contents(of: path) else { return [] }
        var open: [Ledger.Entry] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.unescaped)
            guard fields.count == 3 else { continue }
            if fields[0] == Self.settled {
                // Without a subject as up to 0.1.0, for all of the token.
                open.removeAll { $0.token == fields[1] && (fields[2].isEmpty || $0.subject == fields[2]) }
            } else {
                open.append(.init(kind: fields[0], token: fields[1], subject: fields[2]))
            }
        }
        return open
    }

    /// Removes the file, and the folder if it was the last one.
    func discard(in folder: String) {
        unlink(path)
        rmdir(folder)
    }

    private func write(_ fields: String...) throws(SystemError) {
        let line = fields.map(Self.escaped).joined(separator: "\t") + "\n"
        do throws(SystemError) { try file.write(Array(line.utf8)) } catch {
            throw SystemError("write to the ledger", path, code: error.code)
        }
    }

    private static func isLinked(_ descriptor: Int32) -> Bool {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 && facts.st_nlink > 0
    }

    /// Anybody may make a folder of that name in /var/tmp: only one of this user's own is trusted.
    private static func makeFolder(_ folder: String) throws(SystemError) {
        if mkdir(folder, 0o700) == 0 { return }
        let code = errno
        guard code == EEXIST else {
            throw SystemError("make the folder of ledgers", folder, code: code, advice: advice)
        }
        var facts = stat()
        guard lstat(folder, &facts) == 0 else { return }
        guard facts.st_mode & S_IFMT == S_IFDIR, facts.st_uid == geteuid(), facts.st_mode & 0o022 == 0 else {
            throw SystemError(
                "use", folder, code: EPERM,
                advice: "it is not a folder that this user alone may write; \(advice)")
        }
    }

    private static let advice = "name a folder for ledgers in ISOCOST_LEDGER"

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\t": escaped += "\\t"
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    private static func unescaped(_ field: Substring) -> String {
        var text = ""
        var rest = field[...]
        while let character = rest.popFirst() {
            guard character == "\\", let code = rest.popFirst() else {
                text.append(character)
                continue
            }
            text.append(code == "t" ? "\t" : code == "n" ? "\n" : code)
        }
        return text
    }
}
