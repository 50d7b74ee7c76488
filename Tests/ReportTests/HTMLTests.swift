import Results
import Testing

@testable import Report

@Suite struct HTMLTests {
    @Test(arguments: GoldenTests.documents.map(\.document))
    func tagsAreBalanced(document: ResultDocument) throws {
        let page = try HTMLReport().render(ComparisonTable(document))
        #expect(PageCheck.unbalanced(page) == [])
        #expect(!page.contains("{{") && !page.contains("}}"))
    }

    @Test func namesOfUsersAreEscaped() throws {
        let page = try HTMLReport().render(ComparisonTable(Self.hostile))
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>&"))
        #expect(page.contains("&lt;script&gt;"))
        #expect(page.contains("grep -c &lt;b&gt;&amp;&quot;&#39;| �[31m*x*"))
        // A quote with an accent is one character to Swift, and the end of an attribute to a browser.
        #expect(page.unicodeScalars.contains("\u{301}"))
        let quoted = page.unicodeScalars.split(separator: "\"").filter { $0.first == "\u{301}" }
        #expect(quoted.isEmpty)
    }

    @Test func pageNeedsNothingFromElsewhere() throws {
        let page = try HTMLReport().render(ComparisonTable(Fixture.rich))
        for reference in ["http://", "https://", "src=", "url(", "@import", "<link", "<script"] {
            #expect(!page.contains(reference), "\(reference)")
        }
    }

    @Test func whatStartedTheWorkerIsPartOfTheProof() throws {
        var document = Fixture.rich
        document.environments[2].command = ["/usr/bin/crun", "run", "<b>"]
        document.environments[2].version = "crun 1.8"
        let page = try HTMLReport().render(ComparisonTable(document))
        #expect(page.contains("<dt>version</dt><dd><code>crun 1.8</code></dd>"))
        #expect(page.contains("<dt>command</dt><dd><code>/usr/bin/crun run &#39;&lt;b&gt;&#39;</code></dd>"))
    }

    @Test func everyComparisonIsDrawn() throws {
        let page = try HTMLReport().render(ComparisonTable(Fixture.rich))
        let drawn = page.split(separator: "<circle").count - 1
        let expected = Fixture.rich.comparisons.filter { $0.metric == "time" && $0.environment != "bare'" }
        #expect(drawn == expected.count)
    }

    /// Hostile text in every field that comes from outside.
    private static var hostile: ResultDocument {
        let attack = "<script>alert(1)</script>\"\u{301} onload='x'"
        var document = Fixture.rich
        document.run.suite = attack
        document.run.labels = [attack: attack]
        document.host.hostname = attack
        document.environments[2].name = attack
        document.environments[2].mechanisms = [attack]
        document.environments[2].evidence = [attack: attack]
        document.unavailable[0].reason = attack
        document.run.warnings[0].message = attack
        document.run.warnings[0].advice = attack
        for index in document.comparisons.indices where document.comparisons[index].environment == "chroot" {
            document.comparisons[index].environment = attack
            document.comparisons[index].workload = attack
        }
        return document
    }
}
