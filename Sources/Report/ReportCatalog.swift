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
        guard let type = all.first(where: { $0.name == name }) else {
            throw .unknownFormat(name, known: all.map { $0.name })
        }
        return type.init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func difference(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any DifferenceFormat {
        guard let type = differences.first(where: { $0.name == name }) else {
            throw .unknownFormat(name, known: differences.map { $0.name })
        }
        return type.init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func calibration(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any CalibrationFormat {
        guard let type = calibrations.first(where: { $0.name == name }) else {
            throw .unknownFormat(name, known: calibrations.map { $0.name })
        }
        return type.init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func attribution(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any AttributionFormat {
        guard let type = attributions.first(where: { $0.name == name }) else {
            throw .unknownFormat(name, known: attributions.map { $0.name })
        }
        return type.init(options: options)
    }

    /// - Throws: `ReportError.unknownFormat` with the names there are.
    public static func verification(
        named name: String, options: RenderOptions = RenderOptions()
    ) throws(ReportError) -> any VerificationFormat {
        guard let type = verifications.first(where: { $0.name == name }) else {
            throw .unknownFormat(name, known: verifications.map { $0.name })
        }
        return type.init(options: options)
    }
}
