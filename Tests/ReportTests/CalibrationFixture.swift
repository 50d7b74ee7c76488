import Statistics

@testable import Results

/// Calibrations to render, built from counts.
struct CalibrationFixture {
    static let injections: [(name: String, truth: Double)] = [
        ("same-1", 1), ("same-2", 1), ("+0.5%", 1.0051), ("+1%", 1.01), ("+2%", 1.0198), ("+5%", 1.05),
        ("+10%", 1.1), ("fixed-10%", 1.1), ("delay-1/50", 1),
    ]

    /// All targets met by four families, without runs one after the other.
    static var holds: CalibrationDocument {
        var fixture = CalibrationFixture()
        for family in ["cpu", "mem", "io", "sys"] {
            fixture.add(family, trials: 120, misses: [5, 7, 4, 6, 9, 6, 3, 8, 6])
        }
        return fixture.document
    }

    /// One family without a complete small run, another with a coverage a little low; runs one after the other.
    static var notShown: CalibrationDocument {
        var fixture = CalibrationFixture()
        fixture.add("cpu", trials: 60, misses: [2, 3, 4, 1, 3, 5, 2, 3, 4])
        fixture.add("mem", trials: 12, misses: [1, 1, 2, 0, 1, 2, 1, 0, 1])
        fixture.add("sys", trials: 60, misses: [3, 2, 3, 4, 2, 3, 3, 2, 3])
        fixture.add("io", trials: 0, misses: [])
        fixture.addSequential(["cpu", "mem", "sys"])
        return fixture.document
    }

    /// A family whose intervals are too narrow and one that finds differences where there are none.
    static var fails: CalibrationDocument {
        var fixture = CalibrationFixture()
        fixture.add("cpu", trials: 200, misses: [10, 9, 11, 10, 8, 12, 10, 9, 10])
        fixture.add("mem", trials: 200, misses: [11, 10, 9, 8, 12, 10, 11, 9, 58], falseVerdicts: 44)
        fixture.add(
            "io", trials: 200, misses: [40, 33, 29, 36, 31, 28, 37, 30, 41], detection: [2, 9, 71, 180, 199])
        fixture.add("sys", trials: 200, misses: [10, 9, 11, 10, 8, 12, 10, 9, 10])
        fixture.addSequential(["cpu", "io"])
        fixture.document.run.interrupted = true
        return fixture.document
    }

    /// Stopped before a small run was complete.
    static var empty: CalibrationDocument {
        var fixture = CalibrationFixture()
        for family in ["cpu", "mem", "io", "sys"] { fixture.add(family, trials: 0, misses: []) }
        return fixture.document
    }

    static let all: [(name: String, document: CalibrationDocument)] = [
        ("holds", holds), ("not-shown", notShown), ("fails", fails), ("empty", empty),
    ]

    private(set) var document: CalibrationDocument

    init() {
        var run = Fixture.rich.run
        run.id = "20250304-050607-calibration"
        run.suite = "calibration"
        run.durationSeconds = 3725
        document = CalibrationDocument(
            run: run, host: Fixture.host, blocksPerRun: 20, runSeconds: 14.8, confidence: 0.95, control: [],
            coverage: [],
            detection: [], verdictTimes: [], sequential: [])
    }

    /// - Parameters:
    ///   - trials: of each arm.
    ///   - misses: intervals that do not hold the truth, an arm each.
    ///   - falseVerdicts: of the arms into which nothing was injected.
    ///   - detection: a share in percent for each slowdown, whose trials those many were.
    mutating func add(
        _ family: String, trials: Int, misses: [Int], falseVerdicts: Int = 2, detection: [Int]? = nil
    ) {
        let twins = 3 * trials
        document.control.append(
            .init(
                family: family, excludingZero: .init(twins / 20, of: twins),
                falseVerdicts: .init(min(falseVerdicts, twins), of: twins),
                falseAfterAdjustment: .init(min(falseVerdicts / 4, twins), of: twins)))
        guard trials > 0 else { return }
        for (index, (injection, missed)) in zip(Self.injections, misses).enumerated() {
            document.coverage.append(
                .init(
                    family: family, injection: injection.name, truth: injection.truth,
                    covering: .init(trials - missed, of: trials), bias: Self.bias(Double(index - 4) * 0.0001),
                    halfWidth: 0.0021 + 0.0002 * Double(index)))
        }
        let slowdowns = Self.injections[2...6]
        let found = detection ?? [0, trials * 2 / 10, trials * 97 / 100, trials, trials]
        for (injection, count) in zip(slowdowns, found) {
            document.detection.append(
                .init(
                    family: family, injection: injection.name, truth: injection.truth, blocks: 20,
                    found: .init(count, of: trials), aboveZero: .init(max(count, trials * 9 / 10), of: trials)
                ))
            guard injection.name != "+1%" else { continue }
            document.verdictTimes.append(
                .init(
                    family: family, injection: injection.name, truth: injection.truth,
                    blocks: count == 0 ? 0 : 6.5,
                    seconds: count == 0 ? 0 : 1.37,
                    secondsInterval: count < 10
                        ? nil : Interval(center: 1.37, lower: 1.31, upper: 1.52, confidence: 0.95),
                    reached: .init(count, of: trials)))
        }
    }

    private static func bias(_ mean: Double) -> CalibrationDocument.Bias {
        .init((0..<12).map { mean + Double($0 - 6) * 0.0001 + 0.00005 }, confidence: 0.95, seed: 1)
    }

    mutating func addSequential(_ families: [String]) {
        for family in families {
            for (index, name) in ["same-1", "+2%", "fixed-10%"].enumerated() {
                let truth = Self.injections.first { $0.name == name }?.truth ?? 1
                document.sequential.append(
                    .init(
                        family: family, injection: name, truth: truth,
                        significant: .init(index == 0 ? 9 : 26, of: 30), covering: .init(21 - index, of: 30),
                        halfWidth: 0.0123))
            }
        }
    }
}
