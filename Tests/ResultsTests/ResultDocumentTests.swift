import Foundation
import Testing

@testable import Experiment
@testable import Results

/// The result document's keys are a contract.
struct ResultDocumentTests {
    private func object() throws -> [String: Any] {
        let record = Fixture.record(try Fixture.plan())
        var blocks = try Fixture.blocks(12, ratios: ["jail": 1.05])
        blocks[0].arms["bare"]?.unavailable = ["page-faults": "why"]
        let text = try JSONText.pretty(Analysis(record, blocks: blocks).document())
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func first(_ key: String, in object: [String: Any]) throws -> [String: Any] {
        try #require((object[key] as? [[String: Any]])?.first)
    }

    @Test func theTopLevel() throws {
        let object = try object()
        #expect(object["schema"] as? String == "isocost.result/1")
        #expect(
            Set(object.keys) == [
                "schema", "run", "host", "environments", "measurements", "comparisons", "unavailable",
            ])
    }

    @Test func theRun() throws {
        let run = try #require(try object()["run"] as? [String: Any])
        let required: Set = ["id", "startedAt", "durationSeconds", "seed", "suite", "version", "labels"]
        #expect(required.isSubset(of: run.keys))
        #expect(run["startedAt"] as? String == "2026-01-31T12:34:56Z")
        #expect(run["durationSeconds"] as? Double == 61.2)
        #expect(run["seed"] as? Int == 42)
        #expect(run["labels"] as? [String: String] == ["commit": "abc"])
    }

    @Test func theHost() throws {
        let host = try #require(try object()["host"] as? [String: Any])
        let required: Set = [
            "hostname", "kernel", "cpuModel", "cpus", "numaNodes", "memoryBytes", "virtualization", "cgroup",
            "warnings",
        ]
        #expect(required.isSubset(of: host.keys))
        #expect(host["memoryBytes"] as? Int == 1 << 30)
    }

    @Test func anEnvironment() throws {
        let environments = try #require(try object()["environments"] as? [[String: Any]])
        #expect(environments.map { $0["name"] as? String } == ["bare", "bare'", "jail"])
        for one in environments { #expect(Set(["name", "mechanisms", "evidence"]).isSubset(of: one.keys)) }
        #expect(environments[2]["mechanisms"] as? [String] == ["uts"])
        #expect((environments[2]["evidence"] as? [String: Any])?.isEmpty == false)
    }

    @Test func aMeasurement() throws {
        let one = try first("measurements", in: object())
        let required: Set = [
            "workload", "environment", "metric", "unit", "center", "lower", "upper", "blocks",
        ]
        #expect(required.isSubset(of: one.keys))
        #expect(one["metric"] as? String == "time")
        #expect(one["unit"] as? String == "s/op")
        let center = try #require(one["center"] as? Double)
        #expect(center > 0.5e-6 && center < 0.75e-6, "seconds, for one of a thousand operations")
    }

    @Test func aComparison() throws {
        let one = try first("comparisons", in: object())
        let required: Set = [
            "workload", "environment", "baseline", "metric", "ratio", "pValue", "adjustedPValue",
            "minimumDetectableEffect", "noiseFloor", "verdict", "blocks", "warnings",
        ]
        #expect(required.isSubset(of: one.keys))
        #expect(one["baseline"] as? String == "bare")
        let ratio = try #require(one["ratio"] as? [String: Any])
        #expect(Set(ratio.keys) == ["center", "lower", "upper", "confidence"])
    }

    @Test func whatIsUnavailable() throws {
        let all = try #require(try object()["unavailable"] as? [[String: Any]])
        let general = try #require(all.first { $0["metric"] as? String == "instructions:u" })
        #expect(Set(general.keys) == ["metric", "reason"])
        let special = try #require(all.first { $0["metric"] as? String == "page-faults" })
        #expect(Set(special.keys) == ["metric", "reason", "workload", "environment"])
    }

    @Test func codesWhole() throws {
        let record = Fixture.record(try Fixture.plan())
        let document = Analysis(record, blocks: try Fixture.blocks(12, ratios: ["jail": 1.05])).document()
        let text = try JSONText.pretty(document)
        #expect(try JSONDecoder().decode(ResultDocument.self, from: Data(text.utf8)) == document)
    }
}

struct JSONTextTests {
    private struct Sheet: Codable {
        var z = "a/b"
        var a: [Int] = []
        var m: [String: Int] = [:]
        var text = "[]\n]{"
        var number = 1e-7
    }

    @Test func aLineIsOneLineWithSortedKeys() throws {
        let line = String(decoding: try JSONText.line(Sheet()), as: UTF8.self)
        #expect(line == #"{"a":[],"m":{},"number":1e-07,"text":"[]\n]{","z":"a/b"}"#)
    }

    @Test func prettyTextKeepsEmptyOnesOnOneLine() throws {
        let text = try JSONText.pretty(Sheet())
        #expect(text.contains("\"a\" : [],\n"))
        #expect(text.contains("\"m\" : {},\n"))
        #expect(text.hasSuffix("}\n"))
        #expect(try JSONDecoder().decode(Sheet.self, from: Data(text.utf8)).text == "[]\n]{")
    }

    @Test func numbersThatAreNoneAreRefused() {
        #expect(throws: EncodingError.self) { try JSONText.line([Double.nan]) }
        #expect(throws: EncodingError.self) { try JSONText.pretty([Double.infinity]) }
    }
}
