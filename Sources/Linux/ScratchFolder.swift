import CLinux
import Glibc

/// A folder of files made for one run, removed with its owner, or by whoever comes after a kill.
///
/// The owner holds a lock on the folder; a folder whose lock can be taken has no owner any more.
public struct ScratchFolder: ~Copyable {
    /// The first part of every scratch folder's name; nothing else is ever swept.
    static let prefix = "isocost-scratch-"

    public let path: String
    private let lock: FileDescriptor

    /// Makes a folder of its own, open to its owner alone.
    /// - Parameter parent: an existing folder on the file system to be measured.
    /// - Throws: `SystemError` naming the folder.
    public init(in parent: String) throws(SystemError) {
        var template = Array("\(parent)/\(ScratchFolder.prefix)XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        let code = errno
        if made == nil {
            throw SystemError(
                "make a scratch folder in", parent, code: code,
                advice: "name a writable folder with --scratch DIR")
        }
        let created = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        let folder = FileDescriptor(owning: isocost_open_folder(AT_FDCWD, created))
        flock(folder.rawValue, LOCK_EX | LOCK_NB)
        path = created
        lock = folder
    }

    /// Makes a folder inside this one.
    public func makeFolder(_ name: String) throws(SystemError) -> String {
        let full = "\(path)/\(name)"
        try retrying("mkdir", full) { mkdir(full, 0o755) }
        return full
    }

    deinit { removeTree(path) }

    /// Removes the scratch folders in `parent` that nobody holds: what killed runs left.
    /// - Returns: the paths that were removed.
    public static func sweep(in parent: String) -> [String] {
        names(in: parent).filter { $0.hasPrefix(prefix) }.compactMap { name in
            let full = "\(parent)/\(name)"
            let raw = isocost_open_folder(AT_FDCWD, full)
            guard raw >= 0 else { return nil }
            let folder = FileDescriptor(owning: raw)
            var facts = stat()
            guard fstat(folder.rawValue, &facts) == 0, facts.st_uid == geteuid() || geteuid() == 0 else {
                return nil
            }
            guard flock(folder.rawValue, LOCK_EX | LOCK_NB) == 0 else { return nil }
            return removeTree(full) ? full : nil
        }
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
    var root = stat()
    guard fstat(folder.rawValue, &root) == 0 else { return false }
    empty(folder, device: root.st_dev)
    return rmdir(path) == 0
}

private func empty(_ folder: borrowing FileDescriptor, device: dev_t) {
    guard let stream = fdopendir(dup(folder.rawValue)) else { return }
    defer { closedir(stream) }
    for name in names(from: stream) {
        let raw = isocost_open_folder(folder.rawValue, name)
        guard raw >= 0 else {
            unlinkat(folder.rawValue, name, 0)
            continue
        }
        let inner = FileDescriptor(owning: raw)
        var facts = stat()
        guard fstat(inner.rawValue, &facts) == 0, facts.st_dev == device else { continue }
        empty(inner, device: device)
        unlinkat(folder.rawValue, name, AT_REMOVEDIR)
    }
}
