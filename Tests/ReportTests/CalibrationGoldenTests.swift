import Report
import Testing

@Suite struct CalibrationGoldenTests {
    @Test(arguments: ReportCatalog.calibrations.map { $0.name })
    func calibrationsLookAsAccepted(format name: String) throws {
        let format = try ReportCatalog.calibration(named: name, options: RenderOptions(width: 80))
        for (kind, document) in CalibrationFixture.all where kind == "not-shown" || name != "json" {
            let text = try format.render(document)
            try GoldenFile.check(text, "calibration-\(kind).\(type(of: format).fileExtension)")
        }
    }

    @Test(arguments: [60, 120])
    func terminalLooksAsAccepted(width: Int) throws {
        let format = TerminalCalibration(options: RenderOptions(colour: width == 120, width: width))
        try GoldenFile.check(
            try format.render(CalibrationFixture.notShown), "calibration-not-shown-\(width).txt")
    }
}
