import Glibc

/// A program that is installed with this one, open as one descriptor.
@frozen
public struct CompanionProgram: ~Copyable {
    /// Absolute and without links: what starts it may do so from another folder.
    public let path: String
    public let descriptor: FileDescriptor

    /// Where it may be: where an environment variable says, if it is set; else beside this program or in
    /// ../libexec/isocost.
    /// - Parameter variable: e.g. `ISOCOST_WORKER`.
    public static func places(of name: String, variable: String) -> [String] {
        if let named = getenv(variable) { return [String(cString: named)] }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        guard length > 0 else { return [name] }
        let program = String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = program.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        return ["\(folder)/\(name)", "\(folder)/../libexec/isocost/\(name)"]
    }

    private static func resolved(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    /// Opens the first that is there and may be run; nil when none is.
    public init?(_ places: [String]) {
        for place in places where access(place, X_OK) == 0 {
            guard let file = try? FileDescriptor(open: place, O_RDONLY) else { continue }
            path = Self.resolved(place)
            descriptor = file
            return
        }
        return nil
    }
}
