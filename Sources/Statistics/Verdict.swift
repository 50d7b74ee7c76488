/// What an interval says about an overhead, given the smallest overhead that matters.
public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Whatever the overhead is, it is too small to matter.
    case equivalent
    case slower
    case faster
    /// The interval allows more than one of the others, or the host can't resolve the overhead.
    case inconclusive

    /// Equivalence comes first: an interval inside the margin is too small to matter even if it excludes
    /// zero (Schuirmann, "A Comparison of the Two One-Sided Tests Procedure", J. Pharmacokin. Biopharm.
    /// 15 (1987)).
    ///
    /// - Parameters:
    ///   - lower: of the interval, an overhead (0.05 is 5 % slower).
    ///   - upper: of the interval, an overhead.
    ///   - margin: the smallest overhead that matters, not negative; the interval may touch it.
    public static func judge(lower: Double, upper: Double, margin: Double) -> Verdict {
        if lower >= -margin, upper <= margin { return .equivalent }
        if lower > 0 { return .slower }
        if upper < 0 { return .faster }
        return .inconclusive
    }

    /// The same, but an overhead that the host can't tell from none is never called real.
    ///
    /// - Parameters:
    ///   - overhead: in overhead units, as `Interval.overhead` gives it.
    ///   - noiseFloor: as `noiseFloor(of:)` gives it.
    public static func judge(_ overhead: Interval, margin: Double, noiseFloor: Double) -> Verdict {
        let verdict = judge(lower: overhead.lower, upper: overhead.upper, margin: margin)
        guard verdict != .equivalent, abs(overhead.center) <= noiseFloor else { return verdict }
        return .inconclusive
    }
}
