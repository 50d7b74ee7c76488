import Statistics

/// How many operations make a slice, found on `bare`.
struct Calibration: Equatable {
    var ops: Int
    /// Untimed operations right before each slice.
    var leadOps = 0
    /// Where a cost that is fixed in a slice would bias ratios: a second count, to subtract.
    var shortOps: Int?

    /// A fixed cost beyond this part of a slice hides as much of a ratio's excess over 1.
    static let toleratedFixedShare = 0.05
    /// The short slice has a quarter of the operations: far enough to tell, near enough to behave alike.
    static let shortFraction = 4

    /// The lead-in is an eighth of a slice. Between two slices of one worker the others run, so that its first
    /// operations find caches, TLB and branch predictor filled by them: 25 to 30 µs of a slice, on a CPU with
    /// 1 MiB of L2, that are no cost of an operation.
    static let leadFraction = 8

    static func leadOps(for ops: Int) -> Int { (ops + leadFraction / 2) / leadFraction }

    /// - Parameters:
    ///   - target: how long a slice is meant to last, seconds.
    ///   - time: runs a number of operations, timed, after a number of others, and gives their seconds.
    static func find(
        target: Double, time run: (Int, _ lead: Int) throws(ExperimentError) -> Double
    ) throws(ExperimentError) -> Calibration {
        func time(_ ops: Int) throws(ExperimentError) -> Double { try run(ops, leadOps(for: ops)) }
        var ops = 1
        _ = try time(ops)
        // Towards the target by at most eight times a step: the first slices are the least typical.
        for _ in 0..<40 {
            let seconds = try time(ops)
            if seconds >= target / 2 { break }
            let factor = min(8, max(2, target / max(seconds, 1e-9)))
            ops = Int((Double(ops) * factor).rounded(.up))
        }
        let seconds = try medianTime(of: ops, repeats: 5, time: time)
        ops = max(1, Int((Double(ops) * target / max(seconds, 1e-9)).rounded()))
        let lead = leadOps(for: ops)
        return Calibration(
            ops: ops, leadOps: lead,
            shortOps: try shortOps(for: ops) { ops throws(ExperimentError) in try run(ops, lead) })
    }

    /// Nil where no fixed cost shows; it has to show twice, since one median can be off.
    private static func shortOps(
        for ops: Int, time: (Int) throws(ExperimentError) -> Double
    ) throws(ExperimentError) -> Int? {
        guard ops >= 2 * shortFraction else { return nil }
        let short = ops / shortFraction
        for _ in 0..<2 {
            let long = try medianTime(of: ops, repeats: 7, time: time)
            let brief = try medianTime(of: short, repeats: 7, time: time)
            let share = fixedShare(long: long, short: brief, fraction: Double(short) / Double(ops))
            if share <= toleratedFixedShare { return nil }
        }
        return short
    }

    /// The fixed part F of a slice F + n·c, from its time at n and at fraction·n operations.
    static func fixedShare(long: Double, short: Double, fraction: Double) -> Double {
        let fixed = (short - fraction * long) / (1 - fraction)
        return fixed / long
    }

    private static func medianTime(
        of ops: Int, repeats: Int, time: (Int) throws(ExperimentError) -> Double
    ) throws(ExperimentError) -> Double {
        var times: [Double] = []
        for _ in 0..<repeats { times.append(try time(ops)) }
        return median(times) ?? 0
    }
}
