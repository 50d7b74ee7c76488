import FoundationEssentials
import Testing

@testable import Report
@testable import Results

@Suite struct VerificationGoldenTests {
    @Test(arguments: ReportCatalog.verifications.map { $0.name })
    func verificationsLookAsAccepted(format name: String) throws {
        let format = try ReportCatalog.verification(named: name, options: RenderOptions(width: 80))
        for (kind, document) in VerificationFixture.all where kind == "broken" || name != "json" {
            let text = try format.render(document)
            try GoldenFile.check(text, "verification-\(kind).\(type(of: format).fileExtension)")
        }
    }

    @Test(arguments: [60, 120])
    func terminalLooksAsAccepted(width: Int) throws {
        let format = TerminalVerification(options: RenderOptions(colour: width == 120, width: width))
        try GoldenFile.check(
            try format.render(VerificationFixture.broken), "verification-broken-\(width).txt")
    }
}

@Suite struct VerificationTests {
    @Test(arguments: VerificationFixture.all.map(\.document))
    func tagsAreBalanced(document: VerificationDocument) throws {
        let page = try HTMLVerification().render(document)
        #expect(PageCheck.unbalanced(page) == [])
        for reference in ["http://", "https://", "src=", "url(", "@import", "<link", "<script"] {
            #expect(!page.contains(reference), "\(reference)")
        }
    }

    @Test func namesAreEscaped() throws {
        let page = try HTMLVerification().render(VerificationFixture.hostile)
        #expect(page.contains("&lt;script&gt;alert(1)") && page.contains("{{version}}"))
        for format in ReportCatalog.verifications where format.name != "json" {
            let text = try format.init().render(VerificationFixture.hostile)
            #expect(!text.contains("\u{1B}"), "\(format.name)")
        }
    }

    @Test(arguments: [60, 80, 100, 200])
    func linesFitTheTerminal(width: Int) throws {
        for (_, document) in VerificationFixture.all {
            let text = try TerminalVerification(options: RenderOptions(width: width)).render(document)
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }

    /// All of many environments are shown, in parts.
    @Test func manyEnvironmentsAreSpreadOverParts() throws {
        var document = VerificationFixture.holds
        let namespaces = document.outcomes.filter { $0.environment == "namespaces" }
        for number in 1...20 {
            document.environments.append(.init(name: "cell-\(number)", summary: "", mechanisms: []))
            document.outcomes += namespaces.map { outcome in
                var copy = outcome
                copy.environment = "cell-\(number)"
                return copy
            }
        }
        let lines = try TerminalVerification(options: RenderOptions(width: 80)).render(document).split(
            separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 80 })
        let headings = lines.filter { $0.hasPrefix("    ") && $0.contains("cell-") }
        let shown = headings.flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix("cell-") }
        #expect(shown.count == 20)
        // The one part that "cell-" is not in holds the first columns.
        #expect(lines.count { $0.hasPrefix("net.port ") } >= headings.count && headings.count > 1)
    }

    @Test func theVerdictIsThatOfTheExitStatus() {
        let words = VerificationFixture.all.map { VerificationTable($0.document).verdict }
        #expect(words == ["VERIFIED", "FAILED", "NOTHING PROMISED", "NOTHING PROMISED", "FAILED"])
    }

    @Test func promisesAreCounted() {
        #expect(
            VerificationTable(VerificationFixture.holds).claim
                == "6 of 8 promises hold, 2 not put to the test")
        #expect(
            VerificationTable(VerificationFixture.broken).claim
                == "5 of 8 promises hold, 1 broken, 2 not put to the test")
        let outcomes = VerificationFixture.broken.outcomes.filter { !$0.promisedBy.isEmpty }
        func claim(_ property: String) -> String {
            VerificationTable.promises([outcomes.last { $0.property == property }!])
        }
        #expect(claim("net.port") == "the one promise is broken")
        #expect(claim("root.proc") == "the one promise holds")
        #expect(claim("kernel.kexec") == "the one promise could not be put to the test")
        #expect(VerificationTable.promises(Array(outcomes.prefix(2))) == "all 2 promises hold")
    }

    @Test func whatHappenedInTheSameWayIsSaidOnce() {
        let reached = VerificationTable(VerificationFixture.broken).reached
        #expect(reached.map(\.property) == ["net.port", "root.chroot", "root.proc"], "broken promises first")
        #expect(reached[1].environments == ["bare", "chroot", "namespaces"])
        #expect(reached[0].text.hasSuffix("(promised by net)"))
        let missing = VerificationTable(VerificationFixture.broken).missing
        #expect(missing.map(\.scope) == ["in container", "everywhere"])
    }

    /// A document is read back as it was written.
    @Test func jsonIsTheDocument() throws {
        let text = try JSONVerification().render(VerificationFixture.broken)
        let document = try JSONDecoder().decode(VerificationDocument.self, from: Data(text.utf8))
        #expect(document == VerificationFixture.broken)
        #expect(text.contains(#""schema" : "isocost.verification/1""#))
    }
}
