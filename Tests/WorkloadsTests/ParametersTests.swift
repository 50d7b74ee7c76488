import Testing

@testable import Workloads

@Suite struct ParametersTests {
    let latency = MemoryLatency.description

    @Test func fillsInDefaults() throws {
        let parameters = try Parameters(for: latency)
        #expect(parameters["workingSet"] == 33_554_432)
        #expect(parameters.seed == 1)
        #expect(parameters.json == #"{"workingSet":33554432,"seed":1}"#)
    }

    @Test func readsSizesAsBytesAndAsText() throws {
        #expect(try Parameters(["workingSet": 65536], for: latency)["workingSet"] == 65536)
        #expect(try Parameters(["workingSet": "64KiB"], for: latency)["workingSet"] == 65536)
    }

    @Test func namesTheUnknownKeyAndTheKnownOnes() {
        let error = #expect(throws: WorkloadError.self) {
            try Parameters(["workingset": 1, "seed": 2], for: latency)
        }
        #expect(
            error
                == .unknownParameter(
                    name: "workingset", workload: "mem.latency", known: ["workingSet", "seed"],
                    nearest: ["workingSet"]))
        #expect(
            error?.description
                == "mem.latency has no parameter 'workingset'; did you mean 'workingSet'?; it takes workingSet, seed"
        )
    }

    @Test(arguments: [
        ParameterValue.integer(0), .integer(-5), .text("32MB"), .text("much"), .fraction(1e6),
        .boolean(true), .text("9999GiB"),
    ])
    func refusesWhatIsNoSizeOrOutOfRange(value: ParameterValue) {
        let error = #expect(throws: WorkloadError.self) {
            try Parameters(["workingSet": value], for: latency)
        }
        guard case .invalidParameter("workingSet", value.description, _) = error else {
            Issue.record("unexpected error \(String(describing: error))")
            return
        }
    }

    @Test func aCountIsNoText() {
        #expect(throws: WorkloadError.self) { try Parameters(["seed": "1"], for: latency) }
    }

    @Test func checksParametersAgainstOneAnother() throws {
        let reads = RandomReads.description
        let tooLarge = try Parameters(["fileSize": "64KiB", "blockSize": "128KiB"], for: reads)
        #expect(throws: WorkloadError.self) { _ = try reads.make(tooLarge, "/scratch") }
        let writes = SequentialWrites.description
        let odd = try Parameters(["blockSize": 1000], for: writes)
        #expect(throws: WorkloadError.self) { _ = try writes.make(odd, "/scratch") }
    }

    @Test(arguments: [("0", 0), ("4096", 4096), ("512B", 512), ("64KiB", 65536), ("3GiB", 3_221_225_472)])
    func readsByteSizes(text: String, bytes: Int) {
        #expect(ByteSize.bytes(text) == bytes)
    }

    @Test(arguments: ["", "KiB", "-1", "1.5MiB", "1 MiB", "1kb", "1TiB", "9223372036854775807KiB", "٣"])
    func refusesOtherByteSizes(text: String) {
        #expect(ByteSize.bytes(text) == nil)
    }

    @Test(arguments: [(0, "0B"), (1000, "1000B"), (1024, "1KiB"), (48 << 20, "48MiB"), (1 << 34, "16GiB")])
    func writesByteSizes(bytes: Int, text: String) {
        #expect(ByteSize.text(bytes) == text)
        #expect(ByteSize.bytes(text) == bytes)
    }
}
