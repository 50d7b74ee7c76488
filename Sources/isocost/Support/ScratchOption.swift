import Glibc

/// The folder of `--scratch`.
enum ScratchOption {
    /// On a disk in most systems, and there in all.
    static let standard = "/var/tmp"

    /// As an absolute path without symbolic links, since what is launched starts elsewhere.
    /// - Throws: `Failure` when it is not there.
    static func resolved(_ folder: String) throws -> String {
        guard let resolved = realpath(folder, nil) else {
            throw Failure("--scratch \(folder): \(String(cString: strerror(errno)))", .usage)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
