import Results
import Statistics

/// One comparison of the fixture, by its ratio and half-width.
struct FixtureCell {
    let center: Double
    let half: Double
    let verdict: String
    let p: Double
    let mde: Double?
    /// The upper half of the interval, as a multiple of the lower.
    let skew: Double
    let warning: Warning?

    init(
        _ center: Double, _ half: Double, _ verdict: String = "equivalent", p: Double = 1e-9,
        mde: Double? = 0.004, skew: Double = 1, warning: Warning? = nil
    ) {
        self.center = center
        self.half = half
        self.verdict = verdict
        self.p = verdict == "equivalent" || verdict == "inconclusive" ? 0.42 : p
        self.mde = mde
        self.skew = skew
        self.warning = warning
    }
}

/// A result document put together workload by workload.
struct DocumentBuilder {
    private(set) var document: ResultDocument

    init(margin: Double) {
        document = ResultDocument(
            run: ResultDocument.RunFacts(
                id: "20250304-050607-quick", startedAt: "2025-03-04T05:06:07Z", durationSeconds: 61.2,
                seed: 42, suite: "quick", version: "0.1.0", labels: ["commit": "8f3ac41", "branch": "main"],
                margin: margin, precision: 0.01, interrupted: false,
                warnings: [
                    Warning(
                        code: "budget", message: "the budget ended before 2 of 25 comparisons reached ±1 %",
                        advice: "give the run more time: --budget 120s")
                ]),
            host: Fixture.host, environments: Self.environments, measurements: [], comparisons: [],
            unavailable: Self.unavailable)
    }

    mutating func workload(_ name: String, seconds: Double, floor: Double, cells: [FixtureCell?]) {
        let twin = FixtureCell(1 + floor / 5, floor * 0.8)
        measure(name, Fixture.baseline, seconds: seconds, FixtureCell(1, 0.004))
        compare(name, Fixture.twin, twin, floor: floor)
        measure(name, Fixture.twin, seconds: seconds, twin)
        for (environment, cell) in zip(Fixture.environments, cells) {
            guard let cell else { continue }
            compare(name, environment, cell, floor: floor)
            measure(name, environment, seconds: seconds, cell)
        }
    }

    /// Blocks that the run's rule leaves out of a workload's figures.
    mutating func leaveOut(_ count: Int, of workload: String) {
        for index in document.comparisons.indices where document.comparisons[index].workload == workload {
            let row = document.comparisons[index]
            let ratio = ResultDocument.Ratio(
                center: row.ratio.center, lower: row.ratio.lower - 0.002, upper: row.ratio.upper + 0.004,
                confidence: row.ratio.confidence)
            document.comparisons[index].blocks = row.blocks - count
            document.comparisons[index].allBlocks = .init(
                ratio: ratio, verdict: row.verdict, blocks: row.blocks)
        }
    }

    /// A counter that was judged itself.
    mutating func compareFaults(_ name: String, _ environment: String, ratio: Double) {
        compare(name, environment, FixtureCell(ratio, 0, "slower"), floor: 0, metric: "page-faults")
    }

    private mutating func compare(
        _ name: String, _ environment: String, _ cell: FixtureCell, floor: Double, metric: String = "time"
    ) {
        document.comparisons.append(
            ResultDocument.Comparison(
                workload: name, environment: environment, baseline: Fixture.baseline, metric: metric,
                ratio: ResultDocument.Ratio(
                    center: cell.center, lower: cell.center - cell.half,
                    upper: cell.center + cell.half * cell.skew, confidence: 0.951),
                pValue: cell.p, adjustedPValue: min(1, cell.p * 4), minimumDetectableEffect: cell.mde,
                noiseFloor: floor, verdict: cell.verdict, blocks: 40,
                warnings: cell.warning.map { [$0] } ?? []))
    }

    private mutating func measure(
        _ name: String, _ environment: String, seconds: Double, _ cell: FixtureCell
    ) {
        func add(_ metric: String, _ unit: String, _ center: Double, relative: Double) {
            document.measurements.append(
                ResultDocument.Measurement(
                    workload: name, environment: environment, metric: metric, unit: unit, center: center,
                    lower: center * (1 - relative), upper: center * (1 + relative), blocks: 40))
        }
        add("time", "s/op", seconds * cell.center, relative: cell.half + 0.01)
        add("task-clock", "s/op", seconds * cell.center * 0.997, relative: cell.half + 0.012)
        if name == "sys.fork" {
            add("page-faults", "count/op", environment == "gvisor" ? 131 : 42, relative: 0)
        }
        if name == Fixture.oddName {
            add(
                "setup", "s", 0.0011 * (environment == Fixture.baseline ? 1 : 4 * cell.center), relative: 0.05
            )
        }
    }

    private static let environments = [
        facts("bare", [], ["mnt": "4026531841", "capEff": "000001ffffffffff", "rootInode": "2"]),
        facts("bare'", [], ["mnt": "4026531841", "capEff": "000001ffffffffff", "rootInode": "2"]),
        facts("chroot", ["chroot"], ["mnt": "4026531841", "capEff": "000001ffffffffff", "rootInode": "131"]),
        facts(
            "namespaces", ["mount", "pid", "uts", "ipc", "net", "user"],
            ["mnt": "4026532201", "pid": "4026532204", "capEff": "000001ffffffffff", "rootInode": "2"]),
        facts(
            "container", ["mount", "pid", "net", "pivot-root", "seccomp", "capabilities", "cgroup"],
            ["mnt": "4026532301", "seccomp": "2", "capEff": "00000000a80425fb", "rootInode": "977"]),
        facts("gvisor", ["wrapper"], ["kernel": "4.4.0", "wrapper": "runsc --network=none do"]),
    ]

    private static func facts(
        _ name: String, _ mechanisms: [String], _ evidence: [String: String]
    ) -> ResultDocument.EnvironmentFacts {
        ResultDocument.EnvironmentFacts(name: name, mechanisms: mechanisms, evidence: evidence)
    }

    /// Three hardware metrics for every workload in every environment, and three entries of their own.
    private static var unavailable: [ResultDocument.Unavailable] {
        let hardware = ["instructions", "cycles", "cache-misses"].flatMap { metric in
            environments.flatMap { environment in
                ["cpu.hash", "mem.latency", "sys.null", "sys.fork", "fs.create", "net.tcp", Fixture.oddName]
                    .map {
                        ResultDocument.Unavailable(
                            metric: metric, reason: "no hardware PMU: perf_event_open gave ENOENT",
                            workload: $0, environment: environment.name)
                    }
            }
        }
        return hardware + [
            ResultDocument.Unavailable(
                metric: "time", reason: "mount overlay: ENOSPC on /run", workload: "fs.create",
                environment: "container"),
            ResultDocument.Unavailable(
                metric: "time", reason: "runsc was started without a network", workload: "net.tcp",
                environment: "gvisor"),
            ResultDocument.Unavailable(metric: "energy", reason: "no RAPL domain under /sys/class/powercap"),
        ]
    }
}
