/// Every format there is: a new one is a file of its own and a line here.
public enum ReportCatalog {
    /// Of one run, in the order that `isocost list formats` prints.
    public static let all: [any ReportFormat.Type] = [
        TerminalReport.self,
        MarkdownReport.self,
        HTMLReport.self,
        JSONReport.self,
        CSVReport.self,
    ]

    /// Of two runs.
    public static let differences: [any DifferenceFormat.Type] = [
        TerminalDifference.self,
        MarkdownDifference.self,
        JSONDifference.self,
    ]

    /// Of a calibration.
    public static let calibrations: [any CalibrationFormat.Type] = [
        TerminalCalibration.self,
        MarkdownCalibration.self,
        HTMLCalibration.self,
        JSONCalibration.self,
    ]

    /// Of an attribution.
    public static let attributions: [any AttributionFormat.Type] = [
        TerminalAttribution.self,
        MarkdownAttribution.self,
        HTMLAttribution.self,
        JSONAttribution.self,
    ]

    /// Of a prediction.
    public static let predictions: [any PredictionFormat.Type] = [
        TerminalPrediction.self,
        MarkdownPrediction.self,
        JSONPrediction.self,
    ]

    /// Of a verification.
    public static let verifications: [any VerificationFormat.Type] = [
        TerminalVerification.self,
        MarkdownVerification.self,
        HTMLVerification.self,
        JSONVerification.self,
    ]

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func format(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any ReportFormat {
        try find(name, in: all, { $0.name }).init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func difference(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any DifferenceFormat {
        try find(name, in: differences, { $0.name }).init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func calibration(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any CalibrationFormat {
        try find(name, in: calibrations, { $0.name }).init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func attribution(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any AttributionFormat {
        try find(name, in: attributions, { $0.name }).init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func prediction(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any PredictionFormat {
        try find(name, in: predictions, { $0.name }).init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func verification(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any VerificationFormat {
        try find(name, in: verifications, { $0.name }).init(options: options)
    }

    private static func find<Format>(
        _ name: String, in formats: [Format], _ nameOf: (Format) -> String
    ) throws(ReportError) -> Format {
        guard let found = formats.first(where: { nameOf($0) == name }) else {
            throw .unknownFormat(name, known: formats.map(nameOf))
        }
        return found
    }
}
