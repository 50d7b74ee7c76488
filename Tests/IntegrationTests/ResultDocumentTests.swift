import Testing

extension Integration {
    /// What `--format json` prints: a contract with the programs that read it.
    @Suite(.needsRoot)
    struct ResultDocumentTests {
        private let document: JSON

        init() throws {
            let folder = try TemporaryFolder()
            try RecordedRun.shared().write("run", in: folder)
            let report = try Program.isocost(["report", "run", "--format", "json"], in: folder).run()
            try #require(report.status == 0, "\(report)")
            document = try JSON(report.output)
        }

        @Test func `the document has its schema and its parts`() {
            #expect(document["schema"] == .text("isocost.result/1"))
            let parts = [
                "schema", "run", "host", "environments", "measurements", "comparisons", "unavailable",
            ]
            #expect(document.keys == Set(parts))
        }

        @Test func `the run is described`() throws {
            let run = try #require(document["run"])
            #expect(
                run.keys.isSuperset(of: [
                    "id", "startedAt", "durationSeconds", "seed", "suite", "version", "labels",
                ]))
            #expect(run["seed"] == .number(7))
            #expect(
                try #require(run["startedAt"]?.text).wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
            #expect(try #require(run["durationSeconds"]?.number) > 0)
        }

        @Test func `the host is described`() throws {
            let host = try #require(document["host"])
            for key in ["hostname", "kernel", "cpuModel", "virtualization", "cgroup"] {
                #expect(host[key]?.text?.isEmpty == false, "\(key)")
            }
            for key in ["cpus", "numaNodes", "memoryBytes"] {
                #expect(try #require(host[key]?.number) >= 1, "\(key)")
            }
            #expect(["v1", "v2", "hybrid"].contains(host["cgroup"]?.text))
            for warning in try #require(host["warnings"]?.list) {
                #expect(warning.keys == ["code", "message", "advice"])
            }
        }

        @Test func `environments carry their mechanisms and their evidence`() throws {
            let environments = try #require(document["environments"]?.list)
            #expect(
                environments.compactMap { $0["name"]?.text } == ["bare", "bare'", "chroot", "namespaces"])
            #expect(environments[2]["mechanisms"]?.texts == ["chroot"])
            let mechanisms = try #require(environments[3]["mechanisms"]).texts
            for kind in ["mount", "pid", "uts", "ipc", "net", "user", "cgroup", "time"] {
                #expect(mechanisms.contains(kind), "\(kind)")
            }
            #expect(environments.allSatisfy { $0["evidence"]?["rootInode"] != nil })
        }

        @Test func `measurements are in base units with their interval`() throws {
            let measurements = try #require(document["measurements"]?.list)
            let times = measurements.filter { $0["metric"] == .text("time") }
            #expect(times.count == 4)
            for one in measurements {
                #expect(
                    one.keys == [
                        "workload", "environment", "metric", "unit", "center", "lower", "upper", "blocks",
                    ])
                let (lower, center, upper) = (
                    one["lower"]?.number, one["center"]?.number, one["upper"]?.number
                )
                #expect(try #require(lower) <= #require(center) && #require(center) <= #require(upper))
            }
            #expect(times.allSatisfy { $0["unit"] == .text("s/op") && ($0["center"]?.number ?? 1) < 1e-3 })
        }

        @Test func `comparisons carry interval, p-values, noise floor and verdict`() throws {
            let comparisons = try #require(document["comparisons"]?.list)
            #expect(comparisons.compactMap { $0["environment"]?.text } == ["bare'", "chroot", "namespaces"])
            for one in comparisons {
                #expect(
                    one.keys == [
                        "workload", "environment", "baseline", "metric", "ratio", "pValue", "adjustedPValue",
                        "minimumDetectableEffect", "noiseFloor", "verdict", "blocks", "warnings",
                        "equivalencePValue",
                    ])
                #expect(one["baseline"] == .text("bare"))
                let ratio = try #require(one["ratio"])
                #expect(ratio.keys == ["center", "lower", "upper", "confidence"])
                #expect(try #require(ratio["lower"]?.number) <= #require(ratio["upper"]?.number))
                #expect(try #require(ratio["confidence"]?.number) >= 0.95)
                #expect(try (0...1).contains(#require(one["adjustedPValue"]?.number)))
                #expect(try (0...1).contains(#require(one["equivalencePValue"]?.number)))
                #expect(["equivalent", "slower", "faster", "inconclusive"].contains(one["verdict"]?.text))
            }
        }

        @Test func `what could not be counted has a reason and no value`() throws {
            let measured = Set((document["measurements"]?.list ?? []).compactMap { $0["metric"]?.text })
            let missing = try #require(document["unavailable"]?.list)
            for one in missing {
                #expect(one["reason"]?.text?.isEmpty == false)
                #expect(!measured.contains(try #require(one["metric"]?.text)))
            }
            let wanted = [
                "task-clock", "page-faults", "context-switches", "cpu-migrations", "instructions:u",
            ]
            let told = measured.union(missing.compactMap { $0["metric"]?.text })
            #expect(told.isSuperset(of: wanted), "each default counter is measured or missing with a reason")
        }
    }
}
