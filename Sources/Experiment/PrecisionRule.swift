import Statistics

/// Says when a workload has blocks enough: a fixed width, never "until significant".
struct PrecisionRule {
    let precision: Double
    let confidence: Double
    let minimumBlocks: Int
    /// By workload and question, of the blocks that count.
    private var logRatios: [String: [String: [Double]]] = [:]
    /// The widest half-width of each workload since its last block.
    private var widths: [String: Double] = [:]

    init(precision: Double, confidence: Double, minimumBlocks: Int) {
        self.precision = precision
        self.confidence = confidence
        self.minimumBlocks = minimumBlocks
    }

    /// - Parameter answers: what a block says of each question, as the logarithm of a ratio.
    mutating func add(_ answers: [String: Double], of workload: String) {
        for (question, value) in answers {
            logRatios[workload, default: [:]][question, default: []].append(value)
        }
        // An arm that the run has lost gets no more blocks: nothing would come of waiting for it.
        widths[workload] = widest(of: workload, among: answers.keys)
    }

    func blocks(of workload: String) -> Int { logRatios[workload]?.values.map(\.count).max() ?? 0 }

    /// The widest half-width of a workload's overheads, a ratio; nil before there is an interval.
    func halfWidth(of workload: String) -> Double? { widths[workload] }

    private func widest(of workload: String, among open: some Sequence<String>) -> Double? {
        guard let answers = logRatios[workload] else { return nil }
        var widest: Double?
        for values in open.compactMap({ answers[$0] }) {
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

    /// How many more blocks a workload should need: widths shrink with the square root of the count, a
    /// little faster while the blocks are few.
    /// - Returns: nil when no number of blocks a run could have is enough.
    func blocksLeft(for workload: String) -> Int? {
        let have = blocks(of: workload)
        guard have >= minimumBlocks, let width = halfWidth(of: workload) else {
            return max(0, minimumBlocks - have)
        }
        guard width > precision else { return 0 }
        guard let spread = spread(of: workload),
            let need = Power.count(reaching: precision, standardDeviation: spread, confidence: confidence)
        else { return nil }
        return max(1, need - have)
    }

    /// The half-width to expect of a workload after so many blocks in all; nil before there is an interval.
    func expectedHalfWidth(of workload: String, blocks: Int) -> Double? {
        guard let spread = spread(of: workload) else { return nil }
        return Power.halfWidth(standardDeviation: spread, count: blocks, confidence: confidence)
    }

    /// The standard deviation that block values would have, were they normal and independent, to give an
    /// interval as wide as theirs.
    private func spread(of workload: String) -> Double? {
        guard let width = halfWidth(of: workload),
            let unit = Power.halfWidth(
                standardDeviation: 1, count: blocks(of: workload), confidence: confidence)
        else { return nil }
        return width / unit
    }
}
