import Foundation
import Linux
import Testing

extension Integration {
    /// `isocost run --check-robust`.
    @Suite(.needsRoot)
    struct RobustnessTests {
        private let folder = try! TemporaryFolder()

        @Test func `every condition is a run of its own, and has its place in every report`() throws {
            let words = [
                "--workload", "cpu.integer", "--env", "namespaces", "--check-robust", "--output", "run",
            ]
            let run = try Program.isocost(["run"] + words, in: folder).run(within: 60)
            try #require(run.status == 0, "\(run)")
            #expect(run.output.contains("Robustness"), "\(run)")
            let conditions = ["aslr-off", "other-cpu", "long-slices", "few-blocks"]
            for condition in conditions { #expect(run.output.contains(condition), "\(run)") }
            let noted = try JSON(contents(of: "\(folder.path)/run/run.json"))["conditions"]?.list ?? []
            #expect(noted.compactMap { $0["name"]?.text } == conditions)
            for one in noted where one["unavailable"] == nil {
                let own = try RecordedRun("\(folder.path)/run/robust/\(one["name"]!.text!)")
                #expect(own.blocks.count >= 6)
            }
            let json = try Program.isocost(["report", "run", "--format", "json"], in: folder).run()
            let found = try #require(try JSON(json.output)["robustness"]?.list)
            #expect(found.count == conditions.count)
            let html = try Program.isocost(["report", "run", "--format", "html"], in: folder).run()
            #expect(html.output.contains("id=\"robustness\""))
        }
    }
}
