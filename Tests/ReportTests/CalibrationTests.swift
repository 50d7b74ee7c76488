import FoundationEssentials
import Testing

@testable import Report
@testable import Results

@Suite struct CalibrationTests {
    @Test(arguments: [60, 72, 80, 100, 133])
    func noLineIsWiderThanTheTerminal(width: Int) throws {
        for (_, document) in CalibrationFixture.all + [("hostile", Self.hostile)] {
            let text = try TerminalCalibration(options: RenderOptions(width: width)).render(document)
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
            #expect(!text.unicodeScalars.contains("\u{1B}"))
        }
    }

    @Test(arguments: CalibrationFixture.all.map(\.document))
    func verdictComesFirst(document: CalibrationDocument) throws {
        let verdict = CalibrationVerdict(document)
        #expect(try TerminalCalibration().render(document).hasPrefix(verdict.word + "  " + verdict.claim))
        let markdown = try MarkdownCalibration().render(document)
        #expect(markdown.hasPrefix("## isocost: \(verdict.word.lowercased())\n"))
        #expect(try HTMLCalibration().render(document).contains(">\(verdict.claim): "))
    }

    @Test func markdownRowsHaveOneCellForEachColumn() throws {
        for document in CalibrationFixture.all.map(\.document) + [Self.hostile] {
            let tables = try MarkdownCalibration().render(document).split(separator: "\n\n").map { block in
                block.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
                    line.replacing("\\|", with: "").count { $0 == "|" }
                }
            }
            #expect(tables.contains { $0.count > 4 })
            for counts in tables { #expect(Set(counts).count <= 1, "\(counts)") }
        }
    }

    @Test(arguments: CalibrationFixture.all.map(\.document))
    func documentsRoundTrip(document: CalibrationDocument) throws {
        let text = try JSONCalibration().render(document)
        #expect(try JSONDecoder().decode(CalibrationDocument.self, from: Data(text.utf8)) == document)
    }

    @Test func infinityIsAnErrorThatNamesItsPlace() {
        var document = CalibrationFixture.holds
        document.coverage[3].bias.mean = .nan
        #expect {
            _ = try JSONCalibration().render(document)
        } throws: { error in
            String(describing: error).contains("coverage.3.bias.mean is nan")
        }
    }

    @Test func everyRowOfTheDocumentIsInItsTable() {
        for (_, document) in CalibrationFixture.all {
            let sections = CalibrationTable(document).sections
            let rows = Dictionary(uniqueKeysWithValues: sections.map { ($0.identifier, $0.rows.count) })
            #expect(rows["control"] == document.control.count)
            #expect(rows["coverage"] ?? 0 == document.coverage.count)
            #expect(rows["detection"] ?? 0 == document.detection.count)
            #expect(rows["time"] ?? 0 == document.verdictTimes.count)
            #expect(rows["sequential"] ?? 0 == document.sequential.count)
            for section in sections {
                #expect(section.rows.allSatisfy { $0.cells.count == section.columns.count })
            }
        }
    }

    @Test func nothingIsNeverZero() throws {
        let document = CalibrationFixture.notShown
        let times = try #require(CalibrationTable(document).sections.first { $0.identifier == "time" })
        let unreached = try #require(times.rows.first { $0.cells[1].text == "+0.5%" })
        #expect(unreached.cells[4...5].map(\.text) == ["–", "–"])
        let io = try #require(CalibrationTable(document).sections[0].rows.first { $0.cells[0].text == "io" })
        #expect(io.cells[1...5].allSatisfy { $0.text == "–" })
    }

    @Test(arguments: [
        (0, 0, "–"), (0, 10, "0.0 %"), (10, 10, "100.0 %"), (1, 3000, "<0.1 %"), (2999, 3000, ">99.9 %"),
        (20, 21, "95.2 %"),
    ])
    func sharesAreWritten(count: Int, trials: Int, text: String) {
        #expect(ShareText.share(.init(count, of: trials)) == text)
    }

    @Test func unknownFormatNamesTheKnown() {
        let known = ["terminal", "markdown", "html", "json"]
        #expect(throws: ReportError.unknownFormat("csv", known: known)) {
            try ReportCatalog.calibration(named: "csv")
        }
    }

    /// Hostile text in every field that comes from outside.
    static var hostile: CalibrationDocument {
        let attack = "<script>alert(1)</script>\"\u{301} onload='x' | \u{1B}[31m {{version}}"
        var document = CalibrationFixture.notShown
        document.run.suite = attack
        document.run.labels = [attack: attack]
        document.host.hostname = attack
        document.host.warnings[0].message = attack
        document.control[0].family = attack
        for index in document.coverage.indices.prefix(9) {
            document.coverage[index].family = attack
            document.coverage[index].injection = attack
        }
        document.detection[0].family = attack
        document.detection[0].injection = attack
        document.verdictTimes[0].injection = attack
        document.sequential[0].family = attack
        return document
    }
}
