import FoundationEssentials
import Testing

@testable import Report
@testable import Results

@Suite struct AttributionGoldenTests {
    @Test(arguments: ReportCatalog.attributions.map { $0.name })
    func attributionsLookAsAccepted(format name: String) throws {
        let format = try ReportCatalog.attribution(named: name, options: RenderOptions(width: 80))
        for (kind, document) in AttributionFixture.all where kind == "rich" || name != "json" {
            let text = try format.render(document)
            try GoldenFile.check(text, "attribution-\(kind).\(type(of: format).fileExtension)")
        }
    }

    @Test(arguments: [60, 120])
    func terminalLooksAsAccepted(width: Int) throws {
        let format = TerminalAttribution(options: RenderOptions(colour: width == 120, width: width))
        try GoldenFile.check(try format.render(AttributionFixture.rich), "attribution-rich-\(width).txt")
    }
}

@Suite struct AttributionTests {
    @Test(arguments: AttributionFixture.all.map(\.document))
    func tagsAreBalanced(document: AttributionDocument) throws {
        let page = try HTMLAttribution().render(document)
        #expect(PageCheck.unbalanced(page) == [])
        for reference in ["http://", "https://", "src=", "url(", "@import", "<link", "<script"] {
            #expect(!page.contains(reference), "\(reference)")
        }
    }

    @Test func namesAreEscaped() throws {
        let page = try HTMLAttribution().render(AttributionFixture.hostile)
        #expect(page.contains("&lt;script&gt;alert(1)") && page.contains("{{version}}"))
        let quoted = page.unicodeScalars.split(separator: "\"").filter { $0.first == "\u{301}" }
        #expect(quoted.isEmpty)
        for format in ReportCatalog.attributions where format.name != "json" {
            let text = try format.init().render(AttributionFixture.hostile)
            #expect(!text.contains("\u{1B}"), "\(format.name)")
        }
    }

    @Test(arguments: [60, 80, 100, 200])
    func linesFitTheTerminal(width: Int) throws {
        for (_, document) in AttributionFixture.all {
            let text = try TerminalAttribution(options: RenderOptions(width: width)).render(document)
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }

    @Test(arguments: [80, 100])
    func mechanismsKeepTheirNames(width: Int) throws {
        let text = try TerminalAttribution(options: RenderOptions(width: width)).render(
            AttributionFixture.rich)
        #expect(text.contains("seccomp=allow-all ") && text.contains("overlay × seccomp "))
        #expect(text.contains("readOnlyPaths × seccomp=allow-all "))
    }

    /// All of many workloads are shown, in parts with one heading and one note.
    @Test func manyWorkloadsAreSpreadOverParts() throws {
        var document = AttributionFixture.rich
        for number in 1...9 {
            var copy = document.workloads[0]
            copy.workload = "further-\(number)"
            document.workloads.append(copy)
        }
        let text = try TerminalAttribution(options: RenderOptions(width: 80)).render(document)
        let effects = text.split(separator: "Effects, in % of bare")
        #expect(effects.count == 2)
        let table = effects[1].split(separator: "Interactions, in % of bare")[0]
        #expect(document.workloads.allSatisfy { table.contains($0.workload) })
        #expect(table.split(separator: "What turning a mechanism on adds").count == 2)
        #expect(table.split(separator: "seccomp=allow-all").count > 3, "a row in each part")
        #expect(!text.contains("\n\n\n"))
    }

    @Test(arguments: [60, 80, 200])
    func theAnswerIsReadWithoutColour(width: Int) throws {
        let plain = try TerminalAttribution(options: .init(width: width)).render(AttributionFixture.rich)
        let colour = try TerminalAttribution(options: .init(colour: true, width: width)).render(
            AttributionFixture.rich)
        #expect(colour.contains("\u{1B}[31m"))
        #expect(colour.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
    }

    @Test(arguments: AttributionFixture.all.map(\.document))
    func noZeroHasASign(document: AttributionDocument) throws {
        for format in ReportCatalog.attributions where format.name != "json" {
            let text = try format.init().render(document)
            let signed = text.matches(of: #/[+−]0(\.0+)?(?![.0-9])/#).filter { match in
                // In `−0.0+1.2` and `±0.0` it is a half of an interval, which has a direction.
                let before = text[..<match.range.lowerBound].last
                return before != "±" && !text[match.range.upperBound...].hasPrefix("+")
                    && before?.isNumber != true
            }
            #expect(signed.isEmpty, "\(format.name): \(signed.map { String($0.output.0) })")
        }
    }

    @Test func theAnswerNamesWhatCosts() {
        let headline = AttributionTable(AttributionFixture.rich).headline
        #expect(
            headline.hasPrefix(
                "In 5 workloads, of the 5 mechanisms of container these cost something: seccomp (in 4)"))
        #expect(
            headline.contains("overlay (in 2)") && !headline.contains("veth")
                && !headline.contains("allow-all"))
        #expect(
            AttributionTable(AttributionFixture.known).headline.hasPrefix("In sys.null, of the 3 mechanisms"))
        #expect(AttributionTable(AttributionFixture.empty).headline.contains("Raise --budget"))
    }

    @Test func theDesignSaysWhatItLacks() throws {
        let lines = AttributionDesignText.lines(AttributionFixture.rich)
        #expect(
            lines[0].hasPrefix(
                "5 arms, 5 factors, 1 lesser level and a control: Plackett-Burman, folded over, 3 of"))
        #expect(lines[0].hasSuffix("12 to 16 blocks of each workload."))
        #expect(
            lines.contains(
                "Left out, since this host does not have it: cpuset (no cgroup v2 controller cpuset)."))
        #expect(lines.contains { $0.contains("veth + capabilities (ip link gave EPERM)") })
        #expect(lines.last?.contains("−40 % of veth × readOnlyPaths into overlay and +13 % of") == true)
        #expect(
            AttributionDesignText.lines(AttributionFixture.known).count == 1, "nothing to say of aliasing")
        for format in ReportCatalog.attributions where format.name != "json" {
            let text = try format.init().render(AttributionFixture.rich)
            #expect(
                text.contains("cpuset") && text.contains("sys.fork") && text.contains("5 blocks are too few"))
        }
    }

    @Test func knownCostsAreHeldAgainstTheIntervals() throws {
        let table = try #require(AttributionTable(AttributionFixture.known).truth)
        #expect(table.rows.map { $0.cells.last?.text } == ["held", "missed", "held", "held"])
        #expect(table.rows.map(\.cells[1].text) == ["a", "b", "c", "a × b"])
        #expect(AttributionTable(AttributionFixture.rich).truth == nil)
    }

    @Test func interruptionIsSaid() throws {
        for format in ReportCatalog.attributions where format.name != "json" {
            let was = try format.init().render(AttributionFixture.interrupted)
            #expect(was.contains("was interrupted"), "\(format.name)")
            #expect(!(try format.init().render(AttributionFixture.known)).contains("was interrupted"))
        }
    }

    /// A document is read back as it was written.
    @Test func jsonIsTheDocument() throws {
        let text = try JSONAttribution().render(AttributionFixture.rich)
        let document = try JSONDecoder().decode(AttributionDocument.self, from: Data(text.utf8))
        #expect(try JSONAttribution().render(document) == text)
        #expect(document.workloads[1].effects == AttributionFixture.rich.workloads[1].effects)
        #expect(text.contains(#""schema" : "isocost.attribution/1""#))
    }
}
