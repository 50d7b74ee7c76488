import Results

/// The steps of a waterfall as they are put together: each begins where the last one ended.
struct WaterfallSteps {
    private(set) var steps: [Waterfall.Step]
    /// Seconds of an op in `bare`.
    private let base: Double
    private let text: AttributionText
    /// Seconds of an op after the last step.
    private var height: Double

    init(base: Double, text: AttributionText) {
        (self.base, self.text, height) = (base, text, base)
        steps = [Self.whole(base, label: Analysis.baseline, overhead: "", like: base)]
    }

    mutating func add(_ share: AttributionDocument.Share) {
        let kind: Waterfall.Step.Kind = share.overhead.center > 0 ? .slower : .faster
        add(kind, share.factor, share.seconds.center, text.overhead(share.overhead), part: share.part)
    }

    /// The shares that are not shown one by one, together.
    mutating func addRest(
        of workload: AttributionDocument.Workload, beside shown: [AttributionDocument.Share]
    ) {
        let others = workload.shares.count - shown.count
        guard others > 0 else { return }
        let whole = workload.additivity.modelled.center
        let rest = whole - shown.reduce(0) { $0 + $1.overhead.center }
        let isDivided = whole != 0 && shown.contains { $0.part != nil }
        add(
            .rest, others == 1 ? "1 other" : "\(others) others", rest * base, text.format.overhead(1 + rest),
            part: isDivided ? rest / whole : nil)
    }

    /// What is measured beyond the model, from where the steps have come to, and the time itself.
    mutating func end(at end: Double, target: String, overhead: String) {
        let left = end - height
        let ratio = base > 0 ? 1 + left / base : 1
        add(.unexplained, "not in the model", left, text.format.overhead(ratio), part: nil)
        steps.append(Self.whole(end, label: target, overhead: overhead, like: base))
    }

    private mutating func add(
        _ kind: Waterfall.Step.Kind, _ label: String, _ seconds: Double, _ overhead: String, part: Double?
    ) {
        steps.append(
            .init(
                kind: kind, label: label, from: height, to: height + seconds,
                seconds: AttributionText.seconds(seconds, like: base), overhead: overhead,
                part: part.map { Decimal.fixed($0 * 100, decimals: 0) + " %" } ?? ""))
        height += seconds
    }

    private static func whole(
        _ seconds: Double, label: String, overhead: String, like base: Double
    ) -> Waterfall.Step {
        .init(
            kind: .total, label: label, from: 0, to: seconds,
            seconds: AttributionText.scale(fitting: base).text(seconds), overhead: overhead, part: "")
    }
}
