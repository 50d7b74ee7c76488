import CLinux
import Glibc

/// A folder of files made for one run, removed with its owner, or by whoever comes after a kill.
public struct ScratchFolder: ~Copyable, Sendable {
    /// The first part of every scratch folder's name; its token follows.
    static let prefix = "isocost-scratch-"

    /// In the environment of every command of a run, so that what it starts can be told from all else.
    public static func mark(of path: String) -> String { "ISOCOST_SCRATCH=\(path)" }

    public let path: String
    private let entry: Ledger.Entry

    /// Makes a folder of its own, open to its owner alone.
    /// - Parameter parent: an existing folder on the file system to be measured.
    /// - Throws: `SystemError` naming the folder.
    public init(in parent: String) throws(SystemError) {
        let token = Ledger.newToken()
        let full = "\(parent)/\(Self.prefix)\(token)"
        entry = Ledger.Entry(kind: LedgerKind.folder.name, token: token, subject: full)
        path = full
        try Ledger.record(entry)
        if mkdir(full, 0o700) == 0 { return }
        let code = errno
        Ledger.settle(entry)
        throw SystemError(
            "make a scratch folder in", parent, code: code,
            advice: "name a writable folder with --scratch DIR")
    }

    /// Makes a folder inside this one.
    public func makeFolder(_ name: String) throws(SystemError) -> String {
        let full = "\(path)/\(name)"
        try retrying("mkdir", full) { mkdir(full, 0o755) }
        return full
    }

    deinit {
        // What is left keeps its entry.
        if removeTree(path) || !Self.isThere(path) { Ledger.settle(entry) }
    }

    fileprivate static func isThere(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }
}

extension LedgerKind {
    /// A scratch folder, the processes that a command of its run has left, and what bears its name.
    static let folder = LedgerKind(name: "folder") { entry in
        let name = entry.subject.split(separator: "/").last ?? ""
        guard name == "\(ScratchFolder.prefix)\(entry.token)" else {
            return .failed(reason: "no name of a scratch folder")
        }
        let raw = isocost_open_folder(AT_FDCWD, entry.subject)
        guard raw >= 0 else {
            return ScratchFolder.isThere(entry.subject) ? .failed(reason: "it is no folder") : .absent
        }
        let folder = FileDescriptor(owning: raw)
        var facts = stat()
        guard fstat(folder.rawValue, &facts) == 0, facts.st_uid == geteuid() else {
            return .failed(reason: "it belongs to somebody else")
        }
        Descendants.end(marked: ScratchFolder.mark(of: entry.subject))
        LastingObjects(of: entry.subject).remove()
        return removeTree(entry.subject) ? .removed : .failed(reason: "something in it can't be removed")
    }
}

/// The names in a folder, without `.` and `..`; empty when it can't be read.
public func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    return names(from: stream)
}

private func names(from stream: OpaquePointer) -> [String] {
    var found: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { found.append(name) }
    }
    return found
}

/// Removes a folder and what is in it: never through a symbolic link, never into another mount.
/// - Returns: true when it is gone.
@discardableResult
public func removeTree(_ path: String) -> Bool {
    let raw = isocost_open_folder(AT_FDCWD, path)
    guard raw >= 0 else { return false }
    let folder = FileDescriptor(owning: raw)
    empty(folder)
    return rmdir(path) == 0
}

private func empty(_ folder: borrowing FileDescriptor) {
    guard let stream = fdopendir(dup(folder.rawValue)) else { return }
    defer { closedir(stream) }
    for name in names(from: stream) {
        let raw = isocost_open_inner_folder(folder.rawValue, name)
        guard raw >= 0 else {
            // A file, or a mount point, which unlinkat leaves where it is; or a folder that its owner may
            // not list, as overlays make one to work in.
            if unlinkat(folder.rawValue, name, 0) != 0 { unlinkat(folder.rawValue, name, AT_REMOVEDIR) }
            continue
        }
        empty(FileDescriptor(owning: raw))
        unlinkat(folder.rawValue, name, AT_REMOVEDIR)
    }
}
