import Glibc
import Linux

/// What this host can hold at the same time: all arms of a block live side by side.
public enum Capacity {
    /// RLIMIT_NPROC of asm-generic/resource.h, which Glibc's module leaves out.
    private static let processLimit = __rlimit_resource_t(UInt32(6))
    /// Descriptors that an arm takes while it runs and is launched, at most.
    private static let descriptorsPerArm = 8
    /// Those of the harness itself.
    private static let ownDescriptors = 64

    /// - Throws: `AttributionError.tooLarge` when this user may not have so many processes or descriptors.
    public static func check(arms: Int) throws(AttributionError) {
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_cur < rlim_t(Int.max)
        {
            let fitting = (Int(limit.rlim_cur) - ownDescriptors) / descriptorsPerArm
            guard arms <= fitting else {
                throw .tooLarge(
                    arms: arms, what: "this process may open \(limit.rlim_cur) files (ulimit -n)",
                    fitting: max(0, fitting))
            }
        }
        if let most = mostProcesses(), arms > most {
            throw .tooLarge(arms: arms, what: "\(most) more processes are allowed here", fitting: most)
        }
    }

    /// By the pids controller of this process's cgroup, and for an ordinary user by RLIMIT_NPROC.
    private static func mostProcesses() -> Int? {
        var left: [Int] = []
        if let group = try? Cgroups.ofThisProcess().hierarchy(of: "pids")?.own,
            let most = number("\(group)/pids.max"), let now = number("\(group)/pids.current")
        {
            left.append(most - now)
        }
        var limit = rlimit()
        if geteuid() != 0, getrlimit(processLimit, &limit) == 0,
            limit.rlim_cur < rlim_t(Int.max)
        {
            left.append(Int(limit.rlim_cur))
        }
        return left.min()
    }

    /// - Throws: `ExperimentError.memoryTooSmall` when so many workers don't fit into what is free.
    static func check(workload: String, arms: Int, bytesEach: Int) throws(ExperimentError) {
        guard let free = availableMemory(), bytesEach > 0 else { return }
        guard arms * bytesEach > free else { return }
        throw .memoryTooSmall(workload: workload, arms: arms, bytesEach: bytesEach, free: free)
    }

    /// MemAvailable (man 5 proc_meminfo), bytes.
    private static func availableMemory() -> Int? {
        guard let text = try? contents(of: "/proc/meminfo") else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }

    private static func number(_ path: String) -> Int? {
        (try? contents(of: path)).flatMap { Int($0.trimmingPrefix(" ").prefix { $0.isNumber }) }
    }
}
