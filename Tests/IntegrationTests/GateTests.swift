import Testing

extension Integration {
    /// `isocost compare` and `isocost gate`: on runs whose times the test chose.
    @Suite(.needsRoot)
    struct GateTests {
        private let folder = try! TemporaryFolder()

        /// Writes two runs and gates the second against the first.
        private func gate(_ base: RecordedRun, _ new: RecordedRun, _ options: String...) throws -> Finished {
            try base.write("base", in: folder)
            try new.write("new", in: folder)
            return try Program.isocost(["gate", "--baseline", "base", "new"] + options, in: folder).run()
        }

        private func run(_ namespaces: Double, spread: Double = 0.001, blocks: Int = 24) throws -> RecordedRun
        {
            try RecordedRun.shared().withTimes(
                blocks: blocks, overheads: ["namespaces": namespaces], spread: spread)
        }

        @Test func `a run against itself passes`() throws {
            let end = try gate(run(0.1), run(0.1))
            #expect(end.status == 0 && end.output.hasPrefix("PASSED"), "\(end)")
        }

        @Test func `an overhead that grew by more than the margin is a regression`() throws {
            let end = try gate(run(0.1), run(0.155))
            #expect(end.status == 1 && end.output.hasPrefix("REGRESSION"), "\(end)")
            let row = end.output.split(separator: "\n").first {
                $0.contains("namespaces") && $0.contains("▲")
            }
            #expect(row?.contains("+5.0") == true, "\(end)")
        }

        @Test func `the margin decides what matters`() throws {
            #expect(try gate(run(0.1), run(0.155), "--margin", "10%").status == 0)
        }

        @Test func `an overhead that shrank passes`() throws {
            let end = try gate(run(0.1), run(0.02))
            #expect(end.status == 0 && end.output.contains("faster"), "\(end)")
        }

        @Test func `a change that the spread hides is inconclusive`() throws {
            let end = try gate(run(0.1, spread: 0.2), run(0.12, spread: 0.2))
            #expect(end.status == 2 && end.output.hasPrefix("INCONCLUSIVE"), "\(end)")
        }

        @Test func `runs with too few blocks are inconclusive, and say why`() throws {
            let end = try gate(run(0.1, blocks: 3), run(0.1, blocks: 3))
            #expect(end.status == 2 && end.output.contains("block"), "\(end)")
        }

        @Test func `what the new run no longer measures does not pass`() throws {
            let end = try gate(run(0.1), run(0.1).without("namespaces"))
            #expect(end.status == 2, "\(end)")
            #expect(end.output.contains("namespaces") || end.output.contains("not in"), "\(end)")
        }

        @Test func `what only the new run measures is told`() throws {
            let end = try gate(run(0.1).without("namespaces"), run(0.1))
            #expect(end.status == 0 && end.output.contains("1 of 2 comparisons"), "\(end)")
        }

        /// S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979.
        @Test func `p-values of a gate are adjusted after Holm`() throws {
            let names = ["sys.null", "sys.stat", "cpu.integer"]
            let base = try run(0.1, spread: 0.02).asWorkloads(names)
            let new = try run(0.103, spread: 0.03, blocks: 20).asWorkloads(names)
            let end = try gate(base, new, "--format", "json")
            let document = try JSON(end.output)
            #expect(document["schema"] == .text("isocost.difference/1"))
            let rows = try #require(document["rows"]?.list)
            #expect(rows.count == 6)
            let pairs = try rows.map {
                (
                    raw: try #require($0["pValue"]?.number),
                    adjusted: try #require($0["adjustedPValue"]?.number)
                )
            }.sorted { $0.raw < $1.raw }
            var highest = 0.0
            for (rank, pair) in pairs.enumerated() {
                highest = min(1, max(highest, pair.raw * Double(pairs.count - rank)))
                #expect(abs(pair.adjusted - highest) < 1e-12)
            }
            #expect(pairs[0].raw < 1)
        }

        @Test func `a markdown summary goes to a file, with the same exit status`() throws {
            let end = try gate(run(0.1), run(0.155), "--format", "markdown", "--output", "gate.md")
            #expect(end.status == 1 && end.output.isEmpty, "\(end)")
            let text = try String(contentsOfFile: "\(folder.path)/gate.md", encoding: .utf8)
            #expect(text.hasPrefix("## isocost: regression"))
            #expect(text.contains("| workload | environment |") && text.contains("| namespaces |"))
        }

        @Test func `compare shows the same and always ends with 0`() throws {
            try run(0.1).write("base", in: folder)
            try run(0.155).write("new", in: folder)
            let end = try Program.isocost(["compare", "base", "new"], in: folder).run()
            #expect(end.status == 0 && end.output.contains("+5.0"), "\(end)")
        }
    }
}
