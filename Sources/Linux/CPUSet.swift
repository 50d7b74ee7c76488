import CLinux
import CNUMA
import Glibc

/// A set of CPUs as the scheduler has it (man 2 sched_setaffinity).
public struct CPUSet: Sendable, Equatable {
    /// One bit a CPU, 64 to a word; 1,024 CPUs as in glibc's cpu_set_t.
    public private(set) var mask: [UInt64]

    public init(_ cpus: [Int] = []) {
        mask = [UInt64](repeating: 0, count: 16)
        for cpu in cpus where cpu >= 0 && cpu < 1024 { mask[cpu / 64] |= 1 << (cpu % 64) }
    }

    /// The CPUs this process may run on.
    public static func ofThisProcess() throws(SystemError) -> CPUSet {
        var set = CPUSet()
        try retrying("sched_getaffinity", "this process") {
            set.mask.withUnsafeMutableBufferPointer { isocost_get_affinity($0.baseAddress!, $0.count) }
        }
        return set
    }

    /// Moves this process onto the set; its children start there too.
    public func applyToThisProcess() throws(SystemError) {
        try retrying("sched_setaffinity", "CPUs \(cpus)") {
            mask.withUnsafeBufferPointer { isocost_set_affinity($0.baseAddress!, $0.count) }
        }
    }

    /// In ascending order.
    public var cpus: [Int] { (0..<1024).filter { mask[$0 / 64] & (1 << ($0 % 64)) != 0 } }
}

/// The CPU the work runs on, and the one the harness runs on.
public struct CPUPlacement: Sendable, Equatable, Codable {
    public var worker: Int
    /// Equal to `worker` where only one CPU is allowed.
    public var controller: Int

    public init(worker: Int, controller: Int) {
        self.worker = worker
        self.controller = controller
    }

    public var isShared: Bool { worker == controller }

    /// The last allowed CPU for the work, since interrupts and daemons gather on the first; for the
    /// harness another core of the same NUMA node, so that neither steals the other's pipeline.
    public static func choose(from allowed: [Int]) -> CPUPlacement {
        guard let worker = allowed.last else { return CPUPlacement(worker: 0, controller: 0) }
        let others = allowed.dropLast()
        let siblings = threadSiblings(of: worker)
        let near = others.filter { node(of: $0) == node(of: worker) }
        let otherCores = others.filter { !siblings.contains($0) }
        let controller = near.first { !siblings.contains($0) } ?? otherCores.first ?? others.first ?? worker
        return CPUPlacement(worker: worker, controller: controller)
    }

    /// The NUMA node of a CPU, 0 where the kernel has no NUMA (man 3 numa_node_of_cpu).
    static func node(of cpu: Int) -> Int32 { numa_available() < 0 ? 0 : numa_node_of_cpu(Int32(cpu)) }

    /// The CPUs that share a core with this one (Documentation/admin-guide/cputopology.rst).
    static func threadSiblings(of cpu: Int) -> [Int] {
        let path = "/sys/devices/system/cpu/cpu\(cpu)/topology/thread_siblings_list"
        guard let text = try? contents(of: path) else { return [cpu] }
        return parseCPUList(text)
    }
}

/// A kernel CPU list, e.g. `0-3,8`, as numbers; pieces that are no numbers are left out.
public func parseCPUList(_ text: String) -> [Int] {
    text.split(whereSeparator: { $0 == "," || $0.isWhitespace }).flatMap { piece -> [Int] in
        let ends = piece.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = ends[0], let last = ends[ends.count - 1], ends.count <= 2, first <= last else {
            return []
        }
        return Array(first...last)
    }
}
