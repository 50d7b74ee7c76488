import Glibc

/// Small files, whole.
enum TextFile {
    /// At most 64 KiB.
    static func contents(of path: String) throws(ProbeError) -> String {
        let file = try system("open", path) { open(path, O_RDONLY | O_CLOEXEC) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count < 65536 {
            let count = try system("read", path) { read(file, &chunk, chunk.count) }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces the content of a file, which is made if need be.
    static func write(_ text: String, to path: String) throws(ProbeError) {
        let file = try system("open", path) { open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600) }
        defer { close(file) }
        let bytes = Array(text.utf8)
        try system("write", path) { Glibc.write(file, bytes, bytes.count) }
    }

    /// The names in a folder but for `.` and `..`; empty when it can't be read.
    static func names(in path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var found: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { found.append(name) }
        }
        return found
    }
}
