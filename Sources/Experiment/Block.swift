import Isolation

/// Fresh processes for every arm, then a number of rounds: a line of blocks.ndjson, and the unit of
/// replication.
public struct Block: Sendable, Codable {
    public var workload: String
    /// From 0, for each workload.
    public var block: Int
    /// Operations of a slice, the same for all arms.
    public var ops: Int
    /// Untimed operations right before each slice; counters count them too.
    public var leadOps: Int?
    /// Operations of the short slice that goes with every slice, where a fixed cost would bias ratios.
    public var shortOps: Int?
    /// The arms of each round in the order in which they ran.
    public var orders: [[String]]
    public var arms: [String: Arm]
    public var host: HostLoad

    public init(
        workload: String, block: Int, ops: Int, leadOps: Int? = nil, shortOps: Int?, orders: [[String]],
        arms: [String: Arm], host: HostLoad
    ) {
        self.workload = workload
        self.block = block
        self.ops = ops
        self.leadOps = leadOps
        self.shortOps = shortOps
        self.orders = orders
        self.arms = arms
        self.host = host
    }

    /// What one environment gave.
    public struct Arm: Sendable, Codable {
        /// Seconds of the slice of each round.
        public var elapsed: [Double]
        /// Seconds of the short slice of each round.
        public var shortElapsed: [Double]?
        /// Over all the slices, hexadecimal; the same in every arm.
        public var checksum: String
        /// Metric name to one value a slice, in base units.
        public var counters: [String: [Double]]
        /// Metric name to the smallest part of a slice that it was counted in, where it had to take turns.
        public var countersRunning: [String: Double]?
        /// Metric name to the reason, for what this block could not count.
        public var unavailable: [String: String]?
        public var usage: Usage
        /// Nil where nothing of the worker can be observed; the run's record says why.
        public var evidence: Evidence?

        public init(
            elapsed: [Double], shortElapsed: [Double]?, checksum: String, counters: [String: [Double]],
            countersRunning: [String: Double]?, unavailable: [String: String]?, usage: Usage,
            evidence: Evidence?
        ) {
            self.elapsed = elapsed
            self.shortElapsed = shortElapsed
            self.checksum = checksum
            self.counters = counters
            self.countersRunning = countersRunning
            self.unavailable = unavailable
            self.usage = usage
            self.evidence = evidence
        }
    }

    /// From wait4, over the whole life of an arm's processes in the block.
    public struct Usage: Sendable, Codable, Equatable {
        public var userSeconds: Double
        public var systemSeconds: Double
        public var minorFaults: Int
        public var majorFaults: Int

        public init(userSeconds: Double, systemSeconds: Double, minorFaults: Int, majorFaults: Int) {
            self.userSeconds = userSeconds
            self.systemSeconds = systemSeconds
            self.minorFaults = minorFaults
            self.majorFaults = majorFaults
        }
    }

    /// What others took from the host during the block; nil where the kernel does not tell.
    public struct HostLoad: Sendable, Codable, Equatable {
        /// Of the worker's CPU.
        public var stealSeconds: Double?
        public var cpuPressureSeconds: Double?
        public var ioPressureSeconds: Double?
        public var memoryPressureSeconds: Double?
        /// Times that its core slowed itself down for heat.
        public var thermalEvents: Double?
        /// From the first launch to the last worker reaped.
        public var durationSeconds: Double

        public init(
            stealSeconds: Double? = nil, cpuPressureSeconds: Double? = nil, ioPressureSeconds: Double? = nil,
            memoryPressureSeconds: Double? = nil, thermalEvents: Double? = nil, durationSeconds: Double
        ) {
            self.stealSeconds = stealSeconds
            self.cpuPressureSeconds = cpuPressureSeconds
            self.ioPressureSeconds = ioPressureSeconds
            self.memoryPressureSeconds = memoryPressureSeconds
            self.thermalEvents = thermalEvents
            self.durationSeconds = durationSeconds
        }
    }

    /// The arms whose checksum is not that of `bare`.
    /// - Parameter expected: arms that do other work on purpose, to be left out.
    public func disagreeing(except injected: some Collection<String>) -> [String] {
        guard let expected = arms["bare"]?.checksum else { return [] }
        return arms.filter { $0.value.checksum != expected && !injected.contains($0.key) }.keys.sorted()
    }
}
