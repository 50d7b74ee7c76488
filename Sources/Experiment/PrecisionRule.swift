import Statistics

/// Says when a workload has blocks enough: a fixed width, never "until significant".
struct PrecisionRule {
    let precision: Double
    let confidence: Double
    let minimumBlocks: Int
    private var logRatios: [String: [String: [Double]]] = [:]

    init(precision: Double, confidence: Double, minimumBlocks: Int) {
        self.precision = precision
        self.confidence = confidence
        self.minimumBlocks = minimumBlocks
    }

    mutating func add(_ block: Block) {
        for arm in block.arms.keys where arm != "bare" {
            guard let value = block.logRatio(of: Block.timeMetric, arm: arm, to: "bare") else { continue }
            logRatios[block.workload, default: [:]][arm, default: []].append(value)
        }
    }

    func blocks(of workload: String) -> Int { logRatios[workload]?.values.map(\.count).max() ?? 0 }

    /// The widest half-width of a workload's overheads, a ratio; nil before there is an interval.
    func halfWidth(of workload: String) -> Double? {
        guard let arms = logRatios[workload] else { return nil }
        var widest: Double?
        for values in arms.values {
            guard let comparison = try? PairedComparison(values, confidence: confidence, seed: 0) else {
                return nil
            }
            widest = max(widest ?? 0, comparison.interval.overhead.halfWidth)
        }
        return widest
    }

    func isReached(by workload: String) -> Bool {
        guard blocks(of: workload) >= minimumBlocks, let width = halfWidth(of: workload) else { return false }
        return width <= precision
    }

    /// How many more blocks a workload should need: widths shrink with the square root of the count.
    func blocksLeft(for workload: String) -> Int {
        let have = blocks(of: workload)
        guard have >= minimumBlocks, let width = halfWidth(of: workload) else { return minimumBlocks - have }
        guard width > precision else { return 0 }
        let ratio = width / precision
        return max(1, Int(min(1e9, Double(have) * (ratio * ratio - 1)).rounded(.up)))
    }
}
