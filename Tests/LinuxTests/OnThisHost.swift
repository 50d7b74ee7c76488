import FoundationEssentials
import Glibc
import Linux
import Testing

/// What this user may do here.
enum Permission {
    static let systemAdministration = 21

    /// By the effective capabilities (linux/capability.h); always where ISOCOST_MUST_WORK is 1, so that
    /// a test that can't do its work fails instead of being skipped.
    static func mayMount() -> Bool {
        if let wish = getenv("ISOCOST_MUST_WORK"), String(cString: wish) == "1" { return true }
        let status = try? ProcessStatus(of: getpid())
        let effective = status?["CapEff"].flatMap { UInt64($0, radix: 16) } ?? 0
        return effective & (1 << systemAdministration) != 0
    }
}

extension Trait where Self == ConditionTrait {
    static var needsMounting: Self {
        .enabled(if: Permission.mayMount(), "mounting needs root (CAP_SYS_ADMIN)")
    }
}

/// An empty folder that is gone, with what it holds, when its owner goes away. Not by the code under test.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/isocost-linux-tests-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        try #require(made != nil)
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func makeFolder(_ name: String) throws -> String {
        try #require(mkdir("\(path)/\(name)", 0o755) == 0)
        return "\(path)/\(name)"
    }

    @discardableResult
    func makeFile(_ name: String, _ text: String = "") throws -> String {
        let file = "\(path)/\(name)"
        try FileDescriptor(open: file, O_WRONLY | O_CREAT | O_TRUNC).write(Array(text.utf8))
        return file
    }
}

func exists(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0
}

/// True while a descriptor of this process refers to the file of that name in /proc/self/fd, e.g. `pipe:[12]`:
/// numbers of descriptors are used again by whatever runs at the same time, these names are not.
func isOpen(_ target: String) -> Bool {
    names(in: "/proc/self/fd").contains { linkTarget("/proc/self/fd/\($0)") == target }
}

func linkTarget(_ path: String) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
    return String(decoding: buffer.prefix(max(0, length)), as: UTF8.self)
}
