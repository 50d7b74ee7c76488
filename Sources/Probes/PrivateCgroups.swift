/// The cgroups that a process is in and this one is not, from the innermost outwards: what an environment was
/// given for itself. Only these may be filled up without taking anything from others.
struct PrivateCgroups {
    /// Folders of all hierarchies.
    let folders: [String]

    /// - Parameters:
    ///   - process: the text of its /proc/PID/cgroup; `own`: of this process's.
    init(of process: String, own: String, mounts: CgroupMounts) {
        let here = PrivateCgroups.paths(own)
        folders = PrivateCgroups.paths(process).flatMap { controllers, path -> [String] in
            let level = here[controllers].map { PrivateCgroups.levels($0) } ?? []
            return PrivateCgroups.levels(path).filter { !level.contains($0) && $0 != "/" }.reversed()
                .compactMap {
                    mounts.folder(controllers: controllers, path: $0)
                }
        }
    }

    /// Of a process that this one can see; none where /proc does not tell.
    init(of process: Int32) {
        func text(_ path: String) -> String { (try? TextFile.contents(of: path)) ?? "" }
        self.init(
            of: text("/proc/\(process)/cgroup"), own: text("/proc/self/cgroup"),
            mounts: CgroupMounts(mountinfo: text("/proc/self/mountinfo")))
    }

    /// Bytes of memory; nil without a limit.
    var memory: Int? {
        // Version 1 says "none" by the largest multiple of a page.
        smallest("memory.max", "memory.limit_in_bytes").flatMap { $0 < 1 << 60 ? $0 : nil }
    }

    /// Processes and threads; nil without a limit.
    var processes: Int? { smallest("pids.max") }

    /// CPUs, as seconds of CPU time a second; nil without a limit.
    var cpus: Double? {
        folders.compactMap { folder -> Double? in
            let words = numbers("\(folder)/cpu.max")
            if words.count == 2 { return Double(words[0]) / Double(words[1]) }
            guard let quota = numbers("\(folder)/cpu.cfs_quota_us").first, quota > 0,
                let period = numbers("\(folder)/cpu.cfs_period_us").first, period > 0
            else { return nil }
            return Double(quota) / Double(period)
        }.min()
    }

    /// How many periods the CPU limit has cut short so far.
    var throttledPeriods: Int {
        folders.reduce(0) { sum, folder in
            let text = (try? TextFile.contents(of: "\(folder)/cpu.stat")) ?? ""
            let line = text.split(separator: "\n").first { $0.hasPrefix("nr_throttled ") }
            return sum + (line?.split(separator: " ").last.flatMap { Int($0) } ?? 0)
        }
    }

    private func smallest(_ files: String...) -> Int? {
        folders.flatMap { folder in files.compactMap { numbers("\(folder)/\($0)").first } }.min()
    }

    /// The numbers of a file; none when it is missing or begins with `max`.
    private func numbers(_ path: String) -> [Int] {
        guard let text = try? TextFile.contents(of: path) else { return [] }
        let words = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
        return words.contains(nil) ? [] : words.compactMap { $0 }
    }

    /// `/a/b` as itself and all above it: `/`, `/a`, `/a/b`.
    private static func levels(_ path: Substring) -> [Substring] {
        var found: [Substring] = ["/"]
        for index in path.indices.dropFirst() where path[index] == "/" { found.append(path[..<index]) }
        return path == "/" ? found : found + [path]
    }

    /// Controllers to path, of the lines `4:memory:/a/b`.
    private static func paths(_ text: String) -> [Substring: Substring] {
        text.split(separator: "\n").reduce(into: [:]) { paths, line in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if fields.count == 3 { paths[fields[1]] = fields[2] }
        }
    }
}
