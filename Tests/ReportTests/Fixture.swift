import Experiment
import Statistics

@testable import Results

/// Documents to render: built in code, so that every figure in a golden file can be traced.
enum Fixture {
    static let baseline = "bare"
    static let twin = "bare'"
    static let oddName = "grep -c <b>&\"'| \u{1B}[31m*x*"
    static let environments = ["chroot", "namespaces", "container", "gvisor"]

    /// Four environments beside the twins, workloads of five families, all verdicts.
    static var rich: ResultDocument {
        var builder = DocumentBuilder(margin: 0.01)
        builder.workload(
            "cpu.hash", seconds: 1.213e-3, floor: 0.0031,
            cells: [
                .init(1.0008, 0.0021), .init(0.9991, 0.0024), .init(1.0012, 0.0030, mde: nil),
                .init(1.0065, 0.0019),
            ])
        builder.workload(
            "mem.latency", seconds: 86.4e-9, floor: 0.0044,
            cells: [
                .init(1.0003, 0.0041), .init(0.9998, 0.0052), .init(1.0042, 0.0161, "inconclusive"),
                .init(1.0031, 0.0020, "slower", p: 0.004),
            ])
        builder.workload(
            "sys.null", seconds: 2.26e-7, floor: 0.0042,
            cells: [
                .init(1.0011, 0.0038), .init(1.0024, 0.0047), .init(1.2213, 0.0052, "slower"),
                .init(11.42, 0.31, "slower"),
            ])
        builder.workload(
            "sys.fork", seconds: 61.8e-6, floor: 0.0121,
            cells: [
                .init(1.0021, 0.0074), .init(1.2140, 0.0090, "slower", skew: 3),
                .init(1.2412, 0.0121, "slower", warning: Self.autocorrelation), .init(4.12, 0.084, "slower"),
            ])
        builder.workload(
            "fs.create", seconds: 18.3e-6, floor: 0.0210,
            cells: [
                .init(0.9704, 0.0140, "faster"), .init(1.0180, 0.0132, "slower", p: 0.03), nil,
                .init(1.5201, 0.0402, "slower"),
            ])
        builder.workload(
            "net.tcp", seconds: 9.71e-6, floor: 0.0052,
            cells: [
                .init(1.0004, 0.0061), .init(1.0009, 0.0069), .init(1.4913, 0.0210, "slower"), nil,
            ])
        builder.workload(
            oddName, seconds: 4.62e-3, floor: 0.0098,
            cells: [
                .init(1.0012, 0.0077), .init(1.0351, 0.0102, "slower"),
                .init(1.0604, 0.0119, "slower", warning: Self.autocorrelation),
                .init(1.9871, 0.0502, "slower"),
            ])
        builder.compareFaults("sys.fork", "gvisor", ratio: 131.0 / 42.0)
        builder.leaveOut(3, of: "net.tcp")
        return builder.document
    }

    /// On a calibrated host, with its headline verdicts repeated.
    static var checked: ResultDocument {
        var document = rich
        document.calibration = CalibrationCitation(
            id: "20250301-000000-calibration", startedAt: "2025-03-01T00:00:00Z", version: "0.1.0",
            kernel: "6.18.5", confidence: 0.95, covering: .init(1167, of: 1230),
            falseVerdicts: .init(1, of: 410),
            found: .init(158, of: 160), detected: "+2%")
        document.robustness = Self.robustness(of: document)
        return document
    }

    private static func robustness(of document: ResultDocument) -> [Robustness] {
        let asked = Robustness.headline(of: document)
        func repeated(_ verdicts: (Int) -> String) -> [Robustness.Check] {
            asked.enumerated().map { index, row in
                .init(
                    workload: row.workload, environment: row.environment, ratio: row.ratio,
                    verdict: verdicts(index), expected: row.verdict, blocks: 20,
                    pValue: index == 1 ? 0.0002 : 0.4)
            }
        }
        return [
            Robustness(
                name: "aslr-off", summary: "no address space layout randomisation",
                checks: repeated { asked[$0].verdict }),
            Robustness(
                name: "other-cpu", summary: "work and harness on each other's CPU",
                unavailable: "isocost may use one CPU only", checks: []),
            Robustness(
                name: "long-slices", summary: "slices four times as long, half as many",
                checks: repeated { $0 == 1 ? "equivalent" : $0 == 2 ? "inconclusive" : asked[$0].verdict }),
        ]
    }

    /// Stopped by a signal after its first block.
    static var interrupted: ResultDocument {
        var document = rich
        document.run.interrupted = true
        return document
    }

    /// `bare` alone: nothing to compare.
    static var single: ResultDocument {
        var document = rich
        document.comparisons = []
        document.environments = document.environments.filter { $0.name == baseline }
        document.measurements = document.measurements.filter { $0.environment == baseline }
        document.unavailable = []
        document.host.warnings = []
        document.run.warnings = []
        return document
    }

    /// A run that was stopped before anything was measured.
    static var empty: ResultDocument {
        var document = single
        document.measurements = []
        document.environments = []
        document.run.interrupted = true
        return document
    }

    static let autocorrelation = Warning(
        code: "autocorrelation", message: "block values follow one another (lag-1 autocorrelation 0.41)",
        advice: "the interval comes from a moving-block bootstrap; a longer run makes it narrower")

    static let host = HostFacts(
        hostname: "build-7", kernel: "6.18.5", cpuModel: "AMD EPYC 7B13", cpus: 2, numaNodes: 1,
        memoryBytes: 25_216_450_560, virtualization: "kvm", cgroup: "hybrid",
        warnings: [
            Warning(
                code: "smt", message: "CPU 1 is a sibling thread of CPU 0",
                advice: "pin the workers to a core of their own, or switch SMT off")
        ])
}
