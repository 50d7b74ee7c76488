import Testing

@testable import Workloads

@Suite struct FlatJSONTests {
    private func parse(_ text: String) throws -> [String: ParameterValue] {
        try FlatJSON.parse(Array(text.utf8))
    }

    @Test func readsStringsNumbersAndBooleans() throws {
        let members = try parse(#" { "a" : "x", "b":-12,"c":1.5e3 , "d":true,"e":false, "f":0 } "#)
        #expect(
            members == [
                "a": .text("x"), "b": .integer(-12), "c": .fraction(1500), "d": .boolean(true),
                "e": .boolean(false), "f": .integer(0),
            ])
    }

    @Test func readsTheEmptyObject() throws {
        #expect(try parse("{ }").isEmpty)
    }

    @Test func readsEscapes() throws {
        #expect(
            try parse(#"{"k":"\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00é"}"#)["k"]
                == .text("\"\\/\u{8}\u{C}\n\r\tAé😀é"))
    }

    @Test(arguments: [
        "", " ", "{", "}", "[]", "1", "null", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\":1 \"b\":2}",
        "{a:1}", "{'a':1}", "{\"a\":1}x", "{\"a\":1}{}", "{\"a\":null}", "{\"a\":[1]}", "{\"a\":{}}",
        "{\"a\":1,\"a\":2}", "{\"a\":01}", "{\"a\":-}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":0x10}", "{\"a\":NaN}", "{\"a\":1e999}", "{\"a\":99999999999999999999}", "{\"a\":tru}",
        "{\"a\":truee}", "{\"a\":\"", "{\"a\":\"b", "{\"a\":\"\\", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\\udc00\"}", "{\"a\":\"\u{1}\"}",
        "{\"a\":\"\t\"}",
    ])
    func refuses(malformed: String) {
        let error = #expect(throws: WorkloadError.self) { try parse(malformed) }
        guard case .malformedRequest(let reason) = error else {
            Issue.record("unexpected error \(String(describing: error))")
            return
        }
        #expect(reason.hasPrefix("JSON, byte "))
    }

    @Test func refusesBytesThatAreNotUTF8() {
        #expect(throws: WorkloadError.self) {
            try FlatJSON.parse([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])
        }
    }

    @Test func everyTruncationIsRefused() {
        let whole = Array(#"{"scratch":"/tmp/\u0041","seed":12,"x":true,"y":-1.5e+3}"#.utf8)
        for length in 0..<whole.count {
            #expect(throws: WorkloadError.self) { try FlatJSON.parse(Array(whole[..<length])) }
        }
    }

    @Test func quotedTextReadsBack() throws {
        let text = "a\"b\\c\n\u{0}\u{1F}é😀/"
        #expect(try parse("{\"k\":\(FlatJSON.quoted(text))}")["k"] == .text(text))
    }
}
