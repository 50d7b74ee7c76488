import Results
import Statistics

/// How the figures of an attribution are written, the same in every format.
struct AttributionText {
    let format: OverheadText

    init(format: OverheadText) { self.format = format }

    init(_ document: AttributionDocument) { format = OverheadText(margin: document.run.margin) }

    /// `+30.1 ±0.2 %`; both halves where they differ.
    func overhead(_ interval: Interval) -> String {
        let ratio = Self.ratio(interval)
        let unit = OverheadText.isFactor(ratio.center) ? "" : " %"
        return "\(format.compactCenter(ratio.center)) \(format.compactHalfWidth(ratio))\(unit)"
    }

    /// `▲ +30.1 ±0.2`, for tables whose heading says percent; estimates of one column end below one another.
    func cells(_ effects: [AttributionDocument.Effect], noiseFloors: [Double]) -> [SideTable.Cell] {
        let ratios = effects.map { Self.ratio($0.overhead) }
        let centers = ratios.map { format.compactCenter($0.center) }
        let widest = centers.map(DisplayWidth.of).max() ?? 0
        return effects.indices.map { index in
            let space = String(
                repeating: SideTable.figureSpace, count: widest - DisplayWidth.of(centers[index]))
            let finding = Finding(
                verdict: effects[index].verdict, overhead: effects[index].overhead.center,
                noiseFloor: noiseFloors[index])
            return .init(
                space + centers[index] + " " + format.compactHalfWidth(ratios[index]), finding: finding)
        }
    }

    /// Of the times beside `seconds`: one digit more than elsewhere, for what is added is the smaller part.
    static func scale(fitting seconds: Double) -> UnitScale {
        UnitScale(fitting: seconds, unit: "s", digits: 4)
    }

    /// `+53.9 ns`.
    static func seconds(_ seconds: Double, like whole: Double) -> String {
        let unit = scale(fitting: whole)
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
