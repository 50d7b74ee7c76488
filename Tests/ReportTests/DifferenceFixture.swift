import Results
import Statistics

extension Fixture {
    /// One row of each verdict, on two hosts that differ in kernel and CPU.
    static var regression: RunDifference {
        var newHost = host
        newHost.kernel = "6.19.0"
        newHost.cpuModel = "Intel Xeon 8481C"
        var newRun = rich.run
        newRun.id = "20250311-050607-quick"
        newRun.startedAt = "2025-03-11T05:06:07Z"
        return RunDifference(
            base: rich.run, new: newRun, baseHost: host, newHost: newHost, margin: 0.02,
            rows: [
                row("cpu.hash", "chroot", 1.0008, 0.9991, half: 0.004, "equivalent", p: 0.61),
                row("sys.null", "container", 1.2213, 1.1830, half: 0.0062, "faster", p: 2e-6),
                row("mem.latency", "container", 1.0042, 1.0210, half: 0.0301, "inconclusive", p: 0.31),
                row("sys.fork", "namespaces", 1.2140, 1.2981, half: 0.0120, "slower", p: 3e-7),
                row(oddName, "my|cell", 1.9871, 4.2033, half: 0.08, "slower", p: 1e-8),
            ], verdict: "regression",
            warnings: [
                Warning(
                    code: "versions", message: "the runs were made by different versions of isocost",
                    advice: "repeat the base run with the present version")
            ])
    }

    /// The same runs without the slower rows.
    static var inconclusive: RunDifference {
        var difference = regression
        difference.rows.removeAll { $0.verdict == "slower" }
        difference.verdict = "inconclusive"
        return difference
    }

    static var passed: RunDifference {
        var difference = regression
        difference.rows.removeAll { $0.verdict == "slower" || $0.verdict == "inconclusive" }
        difference.newHost = difference.baseHost
        difference.warnings = []
        difference.verdict = "passed"
        return difference
    }

    private static func row(
        _ workload: String, _ environment: String, _ base: Double, _ new: Double, half: Double,
        _ verdict: String, p: Double
    ) -> RunDifference.Row {
        func ratio(_ center: Double) -> ResultDocument.Ratio {
            ResultDocument.Ratio(
                center: center, lower: center - half, upper: center + half, confidence: 0.951)
        }
        return RunDifference.Row(
            workload: workload, environment: environment, metric: "time", base: ratio(base), new: ratio(new),
            change: ratio(new / base), pValue: p, adjustedPValue: min(1, p * 5), verdict: verdict,
            warnings: [])
    }
}
