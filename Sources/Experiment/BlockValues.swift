import RealModule
import Statistics

extension Block {
    /// A metric that is measured by time itself, not by a counter.
    public static let timeMetric = "time"

    /// The time that nine slices in ten stay below: what rare delays do, which a median does not show.
    public static let tailMetric = "time-p90"
    static let tailShare = 0.9
    /// Fewer slices than this have no tenth to speak of.
    static let fewestOfATail = 10

    /// An arm's values of a metric, one a round: seconds or counts of `ops` operations.
    ///
    /// Where short slices were run, the long less the short one: what is fixed in a slice cancels.
    /// - Returns: nil when the arm or the metric was not measured.
    public func values(of metric: String, in arm: String) -> [Double]? {
        guard let arm = arms[arm] else { return nil }
        guard metric == Block.timeMetric else { return arm.counters[metric] }
        guard let short = arm.shortElapsed else { return arm.elapsed }
        return zip(arm.elapsed, short).map { $0 - $1 }
    }

    /// Operations behind one value of `values(of:in:)`.
    public func ops(of metric: String) -> Int {
        metric == Block.timeMetric ? ops - (shortOps ?? 0) : ops + (leadOps ?? 0)
    }

    /// The block's one value for a comparison: the median over rounds of ln(arm ⁄ baseline).
    ///
    /// Rounds in which either is zero or less have no logarithm and are left out; nil when that leaves
    /// less than half of them.
    public func logRatio(of metric: String, arm: String, to baseline: String) -> Double? {
        guard let above = values(of: metric, in: arm), let below = values(of: metric, in: baseline),
            above.count == below.count
        else { return nil }
        let ratios = zip(above, below).compactMap { a, b in
            a > 0 && b > 0 && a.isFinite && b.isFinite ? Double.log(a / b) : nil
        }
        guard !ratios.isEmpty, ratios.count * 2 >= above.count else { return nil }
        return median(ratios)
    }

    /// The block's median over rounds of a metric for one operation, in its base unit; of `tailMetric` the
    /// quantile of the slices' times.
    public func perOp(_ metric: String, in arm: String) -> Double? {
        guard metric == Block.tailMetric else {
            return values(of: metric, in: arm).flatMap { median($0) }.map { $0 / Double(ops(of: metric)) }
        }
        guard let times = values(of: Block.timeMetric, in: arm), times.count >= Block.fewestOfATail,
            times.allSatisfy(\.isFinite)
        else {
            return nil
        }
        return HarrellDavis.quantile(Block.tailShare, of: times).map {
            $0 / Double(ops(of: Block.timeMetric))
        }
    }
}
