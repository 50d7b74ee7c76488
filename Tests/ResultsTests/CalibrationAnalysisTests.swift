import RealModule
import Statistics
import Testing

@testable import Experiment
@testable import Results

/// A calibration's folder, judged from made-up blocks whose truth is known.
struct CalibrationAnalysisTests {
    private static let injections: [String: Injection] = [
        "same-1": .none, "+2%": .moreWork(0.02), "+5%": .moreWork(0.05),
    ]

    private func record(blocksPerRun: Int = 12) throws -> RunRecord {
        var plan = try Fixture.plan(["sys.a", "cpu.b"], environments: Self.injections.keys.sorted())
        plan.calibration = CalibrationDesign(
            injections: Self.injections, shortSlices: [], blocksPerRun: blocksPerRun)
        return Fixture.record(plan)
    }

    private func blocks(_ count: Int, noise: Double = 0.002) throws -> [Block] {
        let ratios = ["same-1": 1, "+2%": 1.02, "+5%": 1.05]
        return try ["sys.a", "cpu.b"].flatMap { try Fixture.blocks(count, $0, ratios: ratios, noise: noise) }
    }

    private func document(_ count: Int, noise: Double = 0.002) throws -> CalibrationDocument {
        let place = try RunPlace(record(), blocks(count, noise: noise))
        return try #require(try CalibrationAnalysis.document(of: place.folder))
    }

    @Test func aMethodThatIsRightIsFoundToBe() throws {
        let document = try document(240)
        let covering = CalibrationDocument.Rate.pooled(document.coverage.map(\.covering))
        // 2 workloads × 20 small runs × 3 arms.
        #expect(covering.trials == 120)
        #expect(covering.share > 0.87, "95 % but for chance; below this once in 10,000")
        #expect(document.detection.allSatisfy { $0.found.share == 1 })
        #expect(document.control.allSatisfy { $0.falseVerdicts.count == 0 })
        for row in document.coverage {
            let interval = try #require(row.bias.interval)
            #expect(abs(row.bias.mean) < 0.001)
            #expect(interval.lower <= row.bias.mean && row.bias.mean <= interval.upper)
        }
        #expect(document.verdictTimes.allSatisfy { $0.secondsInterval != nil })
        // 0.25 s a block of five arms, of which a run has three.
        #expect(abs(document.runSeconds - 2 * 12 * 0.25 * 3 / 5) < 1e-9)
    }

    /// Arms that do not do what they claim to: their intervals miss, and a permutation test tells the bias.
    @Test func aBiasIsFound() throws {
        var blocks = try blocks(240)
        for index in blocks.indices {
            let still = blocks[index].arms["+5%"]!.elapsed
            blocks[index].arms["+5%"]?.elapsed = still.map { $0 * 1.01 }
        }
        let place = try RunPlace(record(), blocks)
        let document = try #require(try CalibrationAnalysis.document(of: place.folder))
        let biased = document.coverage.filter { $0.injection == "+5%" }
        #expect(biased.allSatisfy { $0.bias.pValue < 0.001 && abs($0.bias.mean - Double.log(1.01)) < 0.001 })
        #expect(biased.allSatisfy { $0.covering.share < 0.2 })
        #expect(document.coverage.filter { $0.injection == "same-1" }.allSatisfy { $0.bias.pValue > 0.001 })
    }

    @Test func fewSmallRunsHaveNoIntervalOfTheirBias() throws {
        let document = try document(24)
        #expect(document.coverage.allSatisfy { $0.covering.trials == 2 && $0.bias.interval == nil })
    }

    @Test func pairsOneAfterTheOtherAreReadBack() throws {
        let place = try RunPlace(record(), blocks(24))
        var log = try LineLog(creating: place.folder.sequentialPath)
        for _ in 0..<3 {
            try log.append(
                SequentialTrial(
                    workload: "sys.a", injection: "+2%", truth: 1.02, base: [0, 0.001, 0.002, 0.001],
                    new: [0.02, 0.021, 0.019, 0.02]))
        }
        let document = try #require(try CalibrationAnalysis.document(of: place.folder))
        let row = try #require(document.sequential.first)
        #expect(row.family == "sys" && row.significant.count == 3 && row.covering.count == 3)
    }

    @Test func anotherRunIsNoCalibration() throws {
        let place = try RunPlace(Fixture.record(try Fixture.plan()), Fixture.blocks(8, ratios: [:]))
        #expect(try CalibrationAnalysis.document(of: place.folder) == nil)
    }

    @Test func aCitationIsOverAllFamilies() throws {
        let document = try document(48)
        let citation = document.citation
        #expect(citation.covering.trials == document.coverage.reduce(0) { $0 + $1.covering.trials })
        #expect(citation.found.trials == 8 && citation.detected == "+2%")
        #expect(citation.kernel == document.host.kernel)
    }
}
