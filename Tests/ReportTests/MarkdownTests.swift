import Testing

@testable import Report

@Suite struct MarkdownTests {
    @Test func tableRowsHaveOneCellForEachColumn() throws {
        for document in [Fixture.rich, Fixture.single] {
            let text = try MarkdownReport().render(ComparisonTable(document))
            let tables = text.split(separator: "\n\n").map { block in
                block.split(separator: "\n").filter { $0.hasPrefix("|") }.map(Self.cells)
            }
            #expect(tables.contains { !$0.isEmpty })
            for counts in tables { #expect(Set(counts).count <= 1, "\(counts)") }
        }
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("<b>&", "&lt;b&gt;&amp;"), ("@team", "@<!-- -->team"), ("two\nlines", "two lines"),
        ("`*_x", "\\`\\*\\_x"),
    ])
    func textShowsAsItIs(text: String, escaped: String) {
        #expect(MarkdownText.escaped(text) == escaped)
    }

    @Test func verdictComesFirst() throws {
        let text = try MarkdownDifference().render(Fixture.regression)
        #expect(text.hasPrefix("## isocost: regression\n"))
    }

    @Test func whatStartedTheWorkerIsNamed() throws {
        var document = Fixture.rich
        document.environments[2].command = ["/usr/bin/crun", "run", "it's|*"]
        document.environments[2].version = "crun 1.8"
        let text = try MarkdownReport().render(ComparisonTable(document))
        let name = MarkdownText.escaped(document.environments[2].name)
        let command = #"<code>/usr/bin/crun run 'it'\\''s\|\*'</code>"#
        #expect(text.contains("- \(name) is started by crun 1.8, \(command)\n"))
    }

    /// Columns, escaped bars left aside.
    private static func cells(_ line: Substring) -> Int {
        line.replacing("\\|", with: "").count { $0 == "|" } - 1
    }
}
