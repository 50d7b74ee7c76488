import Testing

@testable import Workloads

@Suite struct WorkerRequestTests {
    private func parse(_ line: String) throws -> WorkerRequest? { try WorkerRequest.parse(Array(line.utf8)) }

    @Test func readsRequests() throws {
        #expect(try parse("run 11658") == .run(ops: 11658, lead: 0))
        #expect(try parse("  run\t1000000000000 \r") == .run(ops: 1_000_000_000_000, lead: 0))
        #expect(try parse("run 800 100") == .run(ops: 800, lead: 100))
        #expect(try parse("quit") == .quit)
        #expect(try parse("prepare sys.null") == .prepare(name: "sys.null", scratch: "", given: [:]))
        #expect(
            try parse(#"prepare mem.latency {"scratch":"/a b","workingSet":"32MiB","seed":3}"#)
                == .prepare(
                    name: "mem.latency", scratch: "/a b", given: ["workingSet": "32MiB", "seed": 3]))
    }

    @Test func ignoresBlankLines() throws {
        #expect(try parse("") == nil)
        #expect(try parse(" \t\r") == nil)
    }

    @Test(arguments: [
        "run", "run 0", "run -1", "run 1000000000001", "run 99999999999999999999999", "run 1.5", "run 1 2 3",
        "run 1 x", "run 1 -1",
        "run x", "runs 1", "RUN 1", "quit now", "prepare", "prepare ", "prepare a {", "prepare a b",
        "prepare a {\"scratch\":\"relative\"}", "prepare a {\"scratch\":1}", "prepare a {\"scratch\":\"\"}",
        "prepare a {\"scratch\":\"/a\\u0000b\"}", "hello",
    ])
    func refuses(line: String) {
        #expect(throws: WorkloadError.self) { try parse(line) }
    }

    @Test func itsDescriptionReadsBack() throws {
        let requests: [WorkerRequest] = [
            .run(ops: 7, lead: 0), .run(ops: 7, lead: 2), .quit,
            .prepare(name: "sys.null", scratch: "", given: [:]),
            .prepare(name: "x", scratch: "/a\"\\\n", given: ["a": 1, "b": "é", "c": .boolean(true)]),
        ]
        for request in requests { #expect(try parse(request.description) == request) }
    }
}
