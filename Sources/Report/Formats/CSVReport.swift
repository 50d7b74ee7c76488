import Results

/// Tidy long form for pandas and R: one row for each comparison, each measurement, and what could not be had.
///
/// Fields are quoted after RFC 4180; lines end with LF alone, which its readers take and which
/// cut(1) and awk(1) need. Base units, full precision, empty where a column does not apply.
public struct CSVReport: ReportFormat {
    public static let name = "csv"
    public static let fileExtension = "csv"

    public init() {}

    static let columns = [
        "kind", "workload", "environment", "baseline", "metric", "unit", "center", "lower", "upper",
        "confidence", "p_value", "adjusted_p_value", "minimum_detectable_effect", "noise_floor",
        "verdict", "blocks", "equivalence_p_value", "reason",
    ]

    public func render(_ table: ComparisonTable) throws(ReportError) -> String {
        let rows =
            [Self.columns] + table.document.comparisons.map(row) + table.document.measurements.map(row)
            + table.document.unavailable.map(row)
        return rows.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
    }

    private func row(_ comparison: ResultDocument.Comparison) -> [String] {
        [
            "comparison", comparison.workload, comparison.environment, comparison.baseline,
            comparison.metric, "ratio", number(comparison.ratio.center), number(comparison.ratio.lower),
            number(comparison.ratio.upper), number(comparison.ratio.confidence),
            number(comparison.pValue), number(comparison.adjustedPValue),
            comparison.minimumDetectableEffect.map(number) ?? "", number(comparison.noiseFloor),
            comparison.verdict, String(comparison.blocks),
            comparison.equivalencePValue.map(number) ?? "", "",
        ]
    }

    private func row(_ measurement: ResultDocument.Measurement) -> [String] {
        [
            "measurement", measurement.workload, measurement.environment, "", measurement.metric,
            measurement.unit, number(measurement.center), number(measurement.lower),
            number(measurement.upper), "", "", "", "", "", "", String(measurement.blocks), "", "",
        ]
    }

    /// Workload and environment are empty where it holds for all.
    private func row(_ missing: ResultDocument.Unavailable) -> [String] {
        ["unavailable", missing.workload ?? "", missing.environment ?? "", "", missing.metric]
            + Array(repeating: "", count: Self.columns.count - 6) + [missing.reason]
    }

    /// Infinity as both pandas and R read it; a NaN is an empty field.
    private func number(_ value: Double) -> String {
        if value.isNaN { return "" }
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        return value.description
    }

    /// Scalars, not characters: CR LF is one character in Swift, and neither of its parts.
    static func quoted(_ field: String) -> String {
        let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
        guard field.unicodeScalars.contains(where: special.contains) else { return field }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in field.unicodeScalars {
            quoted.append(scalar)
            if scalar == "\"" { quoted.append(scalar) }
        }
        return String(quoted) + "\""
    }
}
