import Foundation
import Linux
import Testing

extension Integration {
    /// `isocost calibrate`, for as long as it takes to be one.
    @Suite(.needsRoot)
    struct CalibrateTests {
        private let folder = try! TemporaryFolder()

        private func isocost(_ arguments: [String]) -> Program {
            var program = Program.isocost(arguments, in: folder)
            program.environment["XDG_STATE_HOME"] = "\(folder.path)/state"
            return program
        }

        @Test func `its report can be made again, and later runs cite it`() throws {
            let words = [
                "calibrate", "--budget", "45s", "--blocks", "6", "--seed", "3", "--output", "calibration",
            ]
            let calibration = try isocost(words).run(within: 90)
            try #require(calibration.status == 0, "\(calibration)")
            #expect(calibration.output.contains("Coverage: intervals that hold the truth"), "\(calibration)")
            #expect(calibration.output.contains("Runs made one after the other"))
            for format in ["terminal", "markdown", "html", "json"] {
                let again = try isocost(["report", "calibration", "--format", format]).run()
                #expect(again.status == 0 && !again.output.isEmpty, "\(again)")
                if format == "terminal" { #expect(again.output == calibration.output) }
            }
            let csv = try isocost(["report", "calibration", "--format", "csv"]).run()
            #expect(
                csv.status == 64 && csv.errors.contains("'csv'") && csv.errors.contains("markdown"), "\(csv)")

            let run = try isocost([
                "run", "--workload", "cpu.integer", "--env", "namespaces", "--output", "run",
            ])
            .run()
            #expect(run.status == 0 && run.output.contains("Calibrated here on"), "\(run)")
            let record = try JSON(contents(of: "\(folder.path)/run/run.json"))
            let document = try JSON(contents(of: "\(folder.path)/calibration/calibration.json"))
            #expect(record["calibration"]?["id"] == document["run"]?["id"])
        }

        @Test func `one that measured too little is not cited`() throws {
            let short = try isocost(["calibrate", "--budget", "3s", "--output", "short"]).run()
            #expect(short.status == 0 && short.output.contains("Nothing can be judged"), "\(short)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/state"))
        }
    }
}
