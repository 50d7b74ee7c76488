import Foundation
import Testing

extension Integration {
    /// `isocost report`: any run folder, on any host, by any user.
    @Suite(.needsRoot)
    struct ReportTests {
        private let folder = try! TemporaryFolder()
        private static let formats = ["terminal", "markdown", "html", "json", "csv"]

        @Test(.enabled(if: Requirement.has("setpriv"), "needs setpriv (util-linux)"), arguments: formats)
        func `an ordinary user makes the same report again`(format: String) throws {
            try RecordedRun.shared().write("run", in: folder)
            var report = Program.isocost(["report", "run", "--format", format], in: folder)
            let first = try report.run()
            try #require(first.status == 0 && !first.output.isEmpty, "\(first)")
            report.executable = try Programs.copied(into: folder) + "/isocost"
            let again = try report.asNobody().run()
            #expect(again.status == 0, "\(again)")
            #expect(again.output == first.output)
            #expect(again.errors.isEmpty)
        }

        @Test func `a torn last line is left out with a warning`() throws {
            let run = try RecordedRun.shared()
            let torn = String(run.blocks[0].line.prefix(300))
            try run.write("torn", in: folder, tail: torn)
            let report = try Program.isocost(["report", "torn", "--format", "json"], in: folder).run()
            try #require(report.status == 0, "\(report)")
            let document = try JSON(report.output)
            let time = try #require(document["measurements"]?.list?.first { $0["metric"] == .text("time") })
            #expect(time["blocks"] == .number(Double(run.blocks.count)))
            let codes = document["run"]?["warnings"]?.list?.compactMap { $0["code"]?.text }
            #expect(codes?.contains("torn-line") == true)
        }

        @Test func `a malformed line that is whole is named by its number`() throws {
            let run = try RecordedRun.shared()
            try run.write("bad", in: folder, tail: "{\"workload\":1}\n")
            let report = try Program.isocost(["report", "bad"], in: folder).run()
            #expect(report.status == 70)
            #expect(report.errors.contains("bad/blocks.ndjson:\(run.blocks.count + 1):"), "\(report)")
        }

        @Test func `a run without a block, and one that is none, say so`() throws {
            var run = try RecordedRun.shared()
            run.blocks = []
            try run.write("empty", in: folder)
            let empty = try Program.isocost(["report", "empty"], in: folder).run()
            #expect(empty.status == 70 && empty.errors.contains("no measured block"), "\(empty)")
            let missing = try Program.isocost(["report", "nowhere"], in: folder).run()
            #expect(missing.status == 64 && missing.errors.contains("nowhere/run.json"), "\(missing)")
        }

        @Test func `a report goes to a file, and a file that can't be written is an error`() throws {
            try RecordedRun.shared().write("run", in: folder)
            let words = ["report", "run", "--format", "csv", "--output"]
            let kept = try Program.isocost(words + ["report.csv"], in: folder).run()
            #expect(kept.status == 0 && kept.output.isEmpty, "\(kept)")
            let text = try String(contentsOfFile: "\(folder.path)/report.csv", encoding: .utf8)
            #expect(text.split(separator: "\n").filter { $0.hasPrefix("comparison,") }.count == 3)
            let refused = try Program.isocost(words + ["nowhere/report.csv"], in: folder).run()
            #expect(refused.status == 70 && refused.errors.contains("cannot write nowhere/report.csv"))
        }

        @Test func `standard output that can't be written is an error`() throws {
            try RecordedRun.shared().write("run", in: folder)
            var report = Program.isocost(["report", "run"], in: folder)
            report.outputPath = "/dev/full"
            let end = try report.run()
            #expect(end.status == 70, "\(end)")
            #expect(end.errors.contains("No space left on device"))
        }

        @Test func `an html report needs nothing from elsewhere`() throws {
            try RecordedRun.shared().write("run", in: folder)
            let html = try Program.isocost(["report", "run", "--format", "html"], in: folder).run().output
            #expect(html.contains("<svg") && html.contains("prefers-color-scheme"))
            #expect(!html.contains("<script src") && !html.contains("<link ") && !html.contains("@import"))
        }
    }
}
