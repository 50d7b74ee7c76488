/// What an attempt may take for a moment.
enum HostMemory {
    /// MemAvailable, in bytes (man 5 proc); 0 where it is not told.
    static var available: Int {
        let text = (try? TextFile.contents(of: "/proc/meminfo")) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
}
