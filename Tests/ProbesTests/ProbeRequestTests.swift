import Testing

@testable import Probes

@Suite struct ProbeRequestTests {
    static let requests: [ProbeRequest] = [
        .hello, .quit,
        .prepare("net.port", ["secret": "a b", "insidePid": 12, "odd": .text("\"\\\n")]),
        .probe("root.chroot", [:]),
        .confirm("kernel.calls", Outcome(.isolated, "329 of 381; refused: 52", value: 329)),
        .confirm("net.port", Outcome(.notApplicable, "")),
    ]

    @Test(arguments: requests)
    func linesAreReadBack(request: ProbeRequest) throws {
        #expect(!request.line.contains("\n"))
        #expect(try ProbeRequest.parse(Array(request.line.utf8)) == request)
    }

    @Test(arguments: Verdict.allCases)
    func outcomesAreReadBack(verdict: Verdict) throws {
        for value in [nil, 0, 381] {
            let outcome = Outcome(verdict, "kill gave EPERM = 1", value: value)
            #expect(try Outcome(parsing: outcome.line) == outcome)
        }
    }

    @Test func aDetailIsOneLine() throws {
        #expect(Outcome(.shared, "a\nb\tc").line == "shared a b c")
    }

    @Test(arguments: [
        ("", "'' is no request"), ("probes x {}", "'probes'"), ("probe x {", "JSON, byte"),
        ("confirm x maybe so", "'maybe so' begins with no verdict"), ("confirm x", "no verdict"),
        (#"prepare x {"a":[1]}"#, "JSON, byte"),
    ])
    func mistakesAreNamed(line: String, says: String) {
        let error = #expect(throws: ProbeError.self) { try ProbeRequest.parse(Array(line.utf8)) }
        #expect("\(error!)".contains(says), "\(error!)")
    }

    @Test func missingValuesAreNamed() {
        let values: Values = ["number": 1, "text": "a"]
        #expect(throws: ProbeError.malformedRequest("'text', a whole number, is missing")) {
            try values.integer("text")
        }
        #expect(throws: ProbeError.malformedRequest("'number', a text, is missing")) {
            try values.text("number")
        }
        #expect(values.flag("flag") == nil)
        #expect(Values(["flag": .boolean(true)]).flag("flag") == true)
    }

    @Test func laterValuesReplaceEarlierOnes() {
        let merged = Values(["a": 1, "b": 2]).merging(["b": 3])
        #expect(merged == ["a": 1, "b": 3])
        #expect(merged.json == #"{"a":1,"b":3}"#)
    }
}
