import Glibc

/// Where programs are looked for: PATH, and the folders for administrators, which an ordinary user's may lack.
public enum SearchPath {
    /// As a value of PATH.
    public static var text: String {
        let own = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        let missing = ["/usr/local/sbin", "/usr/sbin", "/sbin"].filter { folder in
            !own.split(separator: ":").contains { $0 == folder }
        }
        return ([own] + missing).joined(separator: ":")
    }

    /// The absolute path of the first of these programs that there is.
    public static func find(_ names: [String]) -> String? {
        let folders = text.split(separator: ":").filter { $0.hasPrefix("/") }
        return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }.first(where: isExecutable)
    }

    /// A regular file that this user may execute.
    public static func isExecutable(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
