import Results
import Statistics

/// How the figures of an attribution are written, the same in every format.
struct AttributionText {
    let format: OverheadText

    init(_ document: AttributionDocument) { format = OverheadText(margin: document.run.margin) }

    /// `+30.1 ±0.2 %`; both halves where they differ.
    func overhead(_ interval: Interval) -> String {
        let ratio = Self.ratio(interval)
        let unit = OverheadText.isFactor(ratio.center) ? "" : " %"
        return "\(format.compactCenter(ratio.center)) \(format.compactHalfWidth(ratio))\(unit)"
    }

    /// `▲ +30.1 ±0.2`, for tables whose heading says percent.
    func cell(_ effect: AttributionDocument.Effect, noiseFloor: Double) -> String {
        let finding = Finding(verdict: effect.verdict, overhead: effect.overhead.center, noiseFloor: noiseFloor)
        let ratio = Self.ratio(effect.overhead)
        return "\(finding.mark) \(format.compactCenter(ratio.center)) \(format.compactHalfWidth(ratio))"
    }

    /// `+53.9 ns`.
    static func seconds(_ seconds: Double, like scale: Double) -> String {
        let unit = UnitScale(fitting: scale, unit: "s")
        let isNone = unit.number(abs(seconds)) == unit.number(0)
        return (isNone ? "" : seconds < 0 ? "−" : "+") + unit.text(abs(seconds))
    }

    /// Overheads are parts above 1 where ratios are written.
    static func ratio(_ overhead: Interval) -> Interval {
        Interval(
            center: 1 + overhead.center, lower: 1 + overhead.lower, upper: 1 + overhead.upper,
            confidence: overhead.confidence)
    }
}
