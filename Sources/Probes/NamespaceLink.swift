import Glibc

/// The link that stands for a namespace of a process (man 7 namespaces).
enum NamespaceLink {
    /// The number in `uts:[4026531838]`; nil where there is no /proc, or it tells this user nothing.
    static func inode(_ kind: String, of process: String) -> UInt64? {
        var buffer = [UInt8](repeating: 0, count: 64)
        let length = buffer.withUnsafeMutableBytes {
            readlink("/proc/\(process)/ns/\(kind)", $0.baseAddress!, $0.count)
        }
        guard length > 0 else { return nil }
        return UInt64(String(decoding: buffer[..<length].filter { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self))
    }
}
