import Glibc

/// What this process has open (man 5 proc, /proc/pid/fd).
enum OpenFiles {
    /// What the links of the descriptors say, where `isWanted` says so. Other tests open and close meanwhile.
    static func of(where isWanted: (String) -> Bool) -> [String] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        return (0..<Int(sysconf(Int32(_SC_OPEN_MAX)))).compactMap { descriptor in
            let size = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
            let link = size > 0 ? String(decoding: buffer[..<size], as: UTF8.self) : ""
            return isWanted(link) ? link : nil
        }
    }
}
