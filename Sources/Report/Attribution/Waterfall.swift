import Results
import Statistics

/// One workload from `bare` to the target: what each mechanism adds, the largest first.
struct Waterfall {
    struct Step {
        enum Kind: String {
            /// A whole time: `bare`, and the target as measured.
            case total
            case slower, faster
            /// What is too small to be told from none, together.
            case rest
            /// What is measured beyond the model.
            case unexplained
        }

        let kind: Kind
        let label: String
        /// Seconds of an op, before and after.
        let from: Double
        let to: Double
        /// `+53.9 ns`, or a whole time.
        let seconds: String
        /// `+29.9 ±0.2 %`; empty for `bare`.
        let overhead: String
        /// Of the whole overhead: `99 %`; empty where that can't be divided.
        let part: String
    }

    let workload: String
    /// `180 ns → 234 ns in container, +30.1 ±0.3 %`.
    let headline: String
    /// Whether the effects add up.
    let additivity: String
    let steps: [Step]

    init(_ workload: AttributionDocument.Workload, target: String, margin: Double, text: AttributionText) {
        let base = workload.seconds.center
        let measured = workload.additivity.measured
        let end = base * (1 + measured.center)
        let scale = UnitScale(fitting: base, unit: "s")
        self.workload = workload.workload
        headline = "\(scale.text(base)) → \(scale.text(end)) in \(target), \(text.overhead(measured))"
        additivity = Self.additivity(workload, text: text)
        let shown = workload.shares.filter { Self.isShown($0, margin: margin, floor: workload.noiseFloor) }
            .sorted { abs($0.overhead.center) > abs($1.overhead.center) }
        var staircase = WaterfallSteps(base: base, text: text)
        for share in shown { staircase.add(share) }
        staircase.addRest(of: workload, beside: shown)
        staircase.end(at: end, target: target, overhead: text.overhead(measured))
        steps = staircase.steps
    }

    /// What is neither too small to matter nor too uncertain to say.
    private static func isShown(_ share: AttributionDocument.Share, margin: Double, floor: Double) -> Bool {
        let verdict = Verdict.judge(share.overhead, margin: margin, noiseFloor: floor)
        return verdict == .slower || verdict == .faster
    }

    private static func additivity(_ workload: AttributionDocument.Workload, text: AttributionText) -> String
    {
        let check = workload.additivity
        return
            "\(check.verdict): single effects add up to \(text.overhead(check.predicted)), and what is measured "
            + "differs from that by \(text.overhead(check.difference))"
    }

    /// The longest time in it, seconds.
    var longest: Double { steps.flatMap { [$0.from, $0.to] }.max() ?? 0 }

    /// A step in characters: a stretch of the axis from zero to the longest time.
    func bar(_ step: Step, columns: Int) -> String {
        guard longest > 0 else { return "" }
        let ends = [min(step.from, step.to), max(step.from, step.to)].map {
            Int((max(0, $0) / longest * Double(columns)).rounded())
        }
        let full = step.kind == .total ? "█" : "▓"
        let length = ends[1] - ends[0]
        let mark = length > 0 ? String(repeating: full, count: length) : "▏"
        return String(repeating: " ", count: min(ends[0], columns - 1)) + mark
    }
}
