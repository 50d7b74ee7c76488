/// Which blocks are left out of the figures, decided before the run and blind to what a block measured.
///
/// A block is left out when the host lost too much of it to others. Blocks that are left out stay in
/// blocks.ndjson, are counted, and figures with them are given beside the others.
public struct ExclusionRule: Sendable, Codable, Equatable {
    /// What can be taken from a block: a set closed by what a block records of its host.
    public enum Cause: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
        /// Time that the hypervisor gave to others, of the worker's CPU.
        case steal
        /// Time in which some task of the host waited for a CPU (/proc/pressure/cpu, `some`).
        case cpuPressure = "cpu-pressure"
        case ioPressure = "io-pressure"
        case memoryPressure = "memory-pressure"
        /// Times that the worker's CPU throttled itself for heat; its limit is a number of events.
        case thermal

        /// True when the limit is a part of the block's duration; else it is a count.
        public var isShare: Bool { self != .thermal }
    }

    /// The largest part of a block, or number, that is still accepted. What has no limit excludes nothing.
    public var limits: [Cause: Double]

    public init(limits: [Cause: Double] = [:]) { self.limits = limits }

    /// Steal of a twentieth, and any thermal event. Pressure has no limit by itself: the measured work makes
    /// some of it, the more of I/O the more a workload reads and writes.
    public static let standard = ExclusionRule(limits: [.steal: 0.05, .thermal: 0])

    /// Why a block is left out; nil for one that is kept. What the kernel does not tell excludes nothing.
    public func cause(of host: Block.HostLoad) -> Cause? {
        Cause.allCases.first { cause in
            guard let limit = limits[cause], let observed = host.amount(of: cause) else { return false }
            return observed > limit
        }
    }

    public func excludes(_ block: Block) -> Bool { cause(of: block.host) != nil }
}

extension Block.HostLoad {
    /// A part of the block's duration, or a count; nil where the kernel does not tell.
    func amount(of cause: ExclusionRule.Cause) -> Double? {
        let seconds: Double? =
            switch cause {
            case .steal: stealSeconds
            case .cpuPressure: cpuPressureSeconds
            case .ioPressure: ioPressureSeconds
            case .memoryPressure: memoryPressureSeconds
            case .thermal: thermalEvents
            }
        return seconds.map { cause.isShare ? $0 / max(durationSeconds, 1e-9) : $0 }
    }
}
