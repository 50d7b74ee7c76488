import Statistics

/// How long the precision that was asked for will take, from the spread of a run's first blocks.
public struct Forecast: Sendable, Codable, Equatable {
    /// When it was made, seconds after the run began.
    public var madeAtSeconds: Double
    /// What was left of the budget then, seconds.
    public var leftSeconds: Double
    public var workloads: [Workload]

    /// One workload's part.
    public struct Workload: Sendable, Codable, Equatable {
        public var workload: String
        public var blocks: Int
        /// The widest half-width of its overheads so far, a ratio; nil without an interval.
        public var halfWidth: Double?
        /// Blocks that it should still need; nil when no number a run could have is enough.
        public var blocksNeeded: Int?
        /// What those should take.
        public var secondsNeeded: Double?
        /// The half-width that it should end with, a ratio: above the asked one when it can't be reached.
        public var expectedHalfWidth: Double?

        public init(
            workload: String, blocks: Int, halfWidth: Double?, blocksNeeded: Int?, secondsNeeded: Double?,
            expectedHalfWidth: Double? = nil
        ) {
            self.workload = workload
            self.blocks = blocks
            self.halfWidth = halfWidth
            self.blocksNeeded = blocksNeeded
            self.secondsNeeded = secondsNeeded
            self.expectedHalfWidth = expectedHalfWidth
        }
    }

    /// Seconds until every workload is precise; nil when one never will be.
    public var secondsNeeded: Double? {
        workloads.reduce(0.0 as Double?) { sum, one in
            guard let sum, let seconds = one.secondsNeeded else { return nil }
            return sum + seconds
        }
    }

    /// Those that are not to be reached in what is left, the budget going to the cheapest first.
    public var unreachable: [Workload] {
        let reached = Forecast.affordable(workloads, within: leftSeconds)
        return workloads.filter { !reached.contains($0.workload) }
    }

    /// The workloads that can be made precise within a time: the cheapest first, which is the most of them.
    static func affordable(_ workloads: [Workload], within seconds: Double) -> Set<String> {
        var left = seconds
        var reached: Set<String> = []
        let cheapestFirst = workloads.sorted {
            ($0.secondsNeeded ?? .infinity, $0.workload) < ($1.secondsNeeded ?? .infinity, $1.workload)
        }
        for one in cheapestFirst {
            guard let needed = one.secondsNeeded, needed <= left else { break }
            left -= needed
            reached.insert(one.workload)
        }
        return reached
    }
}
