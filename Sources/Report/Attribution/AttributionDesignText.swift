import Experiment
import Results

/// The experiment behind an attribution, in sentences.
enum AttributionDesignText {
    static func lines(_ document: AttributionDocument) -> [String] {
        let design = document.design
        var lines = [
            "\(design.arms.count) arms, \(Self.factors(document)): \(design.kind)\(Self.replaced(design)). "
                + "\(Self.blocks(document))"
        ]
        lines += design.dropped.map {
            "Left out, since this host does not have it: \($0.mechanism) (\($0.reason))."
        }
        lines += design.failed.map {
            "Could not be launched and was replaced: \($0.factors.joined(separator: " + ")) (\($0.reason))."
        }
        lines += Self.aliases(document)
        return lines
    }

    /// What the control says.
    static func control(_ document: AttributionDocument) -> String {
        guard document.factors.contains(where: { $0.name == AttributionDesign.control }) else { return "" }
        return
            "'\(AttributionDesign.control)' is the control: it changes nothing, and its interval is the noise floor."
    }

    private static func factors(_ document: AttributionDocument) -> String {
        let levels = document.factors.count { !$0.isInTarget && $0.mechanism != nil }
        let own = document.factors.count(where: \.isInTarget)
        return "\(own) \(own == 1 ? "factor" : "factors")"
            + (levels == 0 ? "" : ", \(levels) lesser \(levels == 1 ? "level" : "levels")") + " and a control"
    }

    private static func replaced(_ design: AttributionDocument.Design) -> String {
        design.impossible == 0
            ? ""
            : ", \(design.impossible) of its combinations replaced by possible ones near them (D-optimal)"
    }

    private static func blocks(_ document: AttributionDocument) -> String {
        let counts = document.workloads.map(\.blocks)
        guard let least = counts.min(), let most = counts.max() else { return "" }
        return least == most
            ? "\(least) blocks of each workload." : "\(least) to \(most) blocks of each workload."
    }

    /// The worst of what interactions outside the model would do to the effects.
    private static func aliases(_ document: AttributionDocument) -> [String] {
        let all = document.workloads.first?.aliasing ?? []
        let worst = all.sorted { abs($0.part) > abs($1.part) }.prefix(3).filter { abs($0.part) >= 0.05 }
        guard !worst.isEmpty else {
            return all.isEmpty
                ? [] : ["No interaction of two others goes into an effect by a twentieth or more."]
        }
        let named = worst.map {
            "\(Decimal.signed($0.part * 100, decimals: 0)) % of \($0.first) × \($0.second) into \($0.factor)"
        }
        return [
            "Aliasing, where such an interaction is there and not in the model, the worst: \(named.listed())."
        ]
    }
}
