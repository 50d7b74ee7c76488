import CLinux
import Glibc

/// A folder of files made for one run, removed with its owner, or by whoever comes after a kill.
///
/// The owner holds a lock on the folder; a folder whose lock can be taken has no owner any more.
public struct ScratchFolder: ~Copyable {
    /// The first part of every scratch folder's name; nothing else is ever swept.
    static let prefix = "isocost-scratch-"

    /// In the environment of every command of a run, so that what it starts can be told from all else.
    public static func mark(of path: String) -> String { "ISOCOST_SCRATCH=\(path)" }

    public let path: String
    private let lock: FileDescriptor

    /// Makes a folder of its own, open to its owner alone.
    /// - Parameter parent: an existing folder on the file system to be measured.
    /// - Throws: `SystemError` naming the folder.
    public init(in parent: String) throws(SystemError) {
        // A sweep may take a folder in the moment before it is locked: then it is gone, and another is made.
        for _ in 0..<10 {
            let made = try ScratchFolder.make(in: parent)
            let folder = FileDescriptor(owning: isocost_open_folder(AT_FDCWD, made))
            guard ScratchFolder.lock(folder), ScratchFolder.isStill(made, folder) else { continue }
            path = made
            lock = folder
            return
        }
        throw SystemError("lock a scratch folder in", parent, code: EBUSY, advice: "try again")
    }

    private static func make(in parent: String) throws(SystemError) -> String {
        var template = Array("\(parent)/\(ScratchFolder.prefix)XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        let code = errno
        if made == nil {
            throw SystemError(
                "make a scratch folder in", parent, code: code,
                advice: "name a writable folder with --scratch DIR")
        }
        return template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    private static func lock(_ folder: borrowing FileDescriptor) -> Bool {
        flock(folder.rawValue, LOCK_EX | LOCK_NB) == 0
    }

    private static func isStill(_ path: String, _ folder: borrowing FileDescriptor) -> Bool {
        var (named, held) = (stat(), stat())
        return lstat(path, &named) == 0 && fstat(folder.rawValue, &held) == 0 && named.st_ino == held.st_ino
    }

    /// Makes a folder inside this one.
    public func makeFolder(_ name: String) throws(SystemError) -> String {
        let full = "\(path)/\(name)"
        try retrying("mkdir", full) { mkdir(full, 0o755) }
        return full
    }

    deinit { removeTree(path) }

    /// Removes the scratch folders in `parent` that nobody holds: what killed runs left.
    ///
    /// - Parameter before: removes what a folder says was made elsewhere; called where this user owns the
    ///   folder, so that nobody else can have written that.
    /// - Returns: the paths that were removed.
    public static func sweep(in parent: String, before: (String) -> Void = { _ in }) -> [String] {
        names(in: parent).filter { $0.hasPrefix(prefix) }.map { "\(parent)/\($0)" }.filter {
            remove(unheld: $0, owner: nil, before: before)
        }
    }

    /// Removes a scratch folder that nobody holds, with all that its run left.
    /// - Parameters:
    ///   - owner: whose it has to be; nil for this user's, or anybody's for root.
    ///   - before: as in `sweep(in:before:)`.
    /// - Returns: true when it is gone.
    @discardableResult
    static func remove(
        unheld path: String, owner: uid_t?, before: (String) -> Void = { _ in }
    ) -> Bool {
        let raw = isocost_open_folder(AT_FDCWD, path)
        guard raw >= 0 else { return false }
        let folder = FileDescriptor(owning: raw)
        var facts = stat()
        guard fstat(folder.rawValue, &facts) == 0 else { return false }
        guard owner.map({ $0 == facts.st_uid }) ?? (facts.st_uid == geteuid() || geteuid() == 0) else {
            return false
        }
        guard lock(folder) else { return false }
        Descendants.end(marked: mark(of: path))
        if facts.st_uid == geteuid() { before(path) }
        LastingObjects(of: path, owner: facts.st_uid).remove()
        return removeTree(path)
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
            // A file, or a mount point, which unlinkat leaves where it is.
            unlinkat(folder.rawValue, name, 0)
            continue
        }
        empty(FileDescriptor(owning: raw))
        unlinkat(folder.rawValue, name, AT_REMOVEDIR)
    }
}
