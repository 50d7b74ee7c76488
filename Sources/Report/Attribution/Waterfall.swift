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
    /// `180 ns → 234 ns (+30.1 ±0.3 %)`.
    let headline: String
    /// Whether the effects add up.
    let additivity: String
    let steps: [Step]

    init(_ workload: AttributionDocument.Workload, target: String, margin: Double, text: AttributionText) {
        let base = workload.seconds.center
        let measured = workload.additivity.measured
        let scale = UnitScale(fitting: base, unit: "s")
        let step = AttributionText.scale(fitting: base)
        let end = base * (1 + measured.center)
        self.workload = workload.workload
        headline = "\(scale.text(base)) → \(scale.text(end)) in \(target), \(text.overhead(measured))"
        additivity = Self.additivity(workload, text: text)
        var steps = [
            Step(
                kind: .total, label: Analysis.baseline, from: 0, to: base, seconds: step.text(base),
                overhead: "", part: "")
        ]
        var at = base
        func add(_ kind: Step.Kind, _ label: String, _ seconds: Double, _ overhead: String, _ part: Double?) {
            steps.append(
                Step(
                    kind: kind, label: label, from: at, to: at + seconds,
                    seconds: AttributionText.seconds(seconds, like: base), overhead: overhead,
                    part: part.map { Decimal.fixed($0 * 100, decimals: 0) + " %" } ?? ""))
            at += seconds
        }
        let shown = workload.shares.filter { Self.isShown($0, margin: margin, floor: workload.noiseFloor) }
            .sorted { abs($0.overhead.center) > abs($1.overhead.center) }
        for share in shown {
            let kind: Step.Kind = share.overhead.center > 0 ? .slower : .faster
            add(kind, share.factor, share.seconds.center, text.overhead(share.overhead), share.part)
        }
        let others = workload.shares.count - shown.count
        if others > 0 {
            let sum = workload.additivity.modelled.center - shown.reduce(0) { $0 + $1.overhead.center }
            let whole = workload.additivity.modelled.center
            add(
                .rest, others == 1 ? "1 other" : "\(others) others", sum * base,
                text.format.overhead(1 + sum),
                shown.isEmpty || shown.allSatisfy { $0.part == nil } || whole == 0 ? nil : sum / whole)
        }
        // From where the bars have come to: they end at what was measured.
        let left = end - at
        add(
            .unexplained, "not in the model", left,
            text.format.overhead(base > 0 ? end / base - at / base + 1 : 1), nil)
        steps.append(
            Step(
                kind: .total, label: target, from: 0, to: end, seconds: step.text(end),
                overhead: text.overhead(measured),
                part: ""))
        self.steps = steps
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
