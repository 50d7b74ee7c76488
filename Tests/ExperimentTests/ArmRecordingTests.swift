import Testing

@testable import Counters
@testable import Experiment

struct ArmRecordingTests {
    private static let usage = Block.Usage(userSeconds: 1, systemSeconds: 2, minorFaults: 3, majorFaults: 4)

    private func arm(_ recording: ArmRecording) throws -> Block.Arm {
        recording.arm(usage: Self.usage, evidence: try Fixture.evidence())
    }

    @Test func slicesKeepTheOrderOfRounds() throws {
        var recording = ArmRecording()
        for seconds in [3.0, 1, 2] { recording.add(seconds: seconds) }
        recording.add(0.25, of: "setup")
        recording.add(0.5, of: "setup")
        let arm = try arm(recording)
        #expect(arm.elapsed == [3, 1, 2])
        #expect(arm.shortElapsed == nil)
        #expect(arm.counters == ["setup": [0.25, 0.5]])
        #expect(arm.countersRunning == nil && arm.unavailable == nil)
        #expect(arm.usage == Self.usage)
    }

    @Test func shortSlicesAreApart() throws {
        var recording = ArmRecording()
        recording.add(seconds: 3)
        recording.add(shortSeconds: 1)
        #expect(try arm(recording).shortElapsed == [1])
        #expect(try arm(recording).elapsed == [3])
    }

    @Test func theChecksumIsOfTheSlicesAndTheirOrder() throws {
        func checksum(_ slices: [UInt64]) throws -> String {
            var recording = ArmRecording()
            for slice in slices { recording.fold(slice) }
            return try arm(recording).checksum
        }
        #expect(try checksum([1, 2, 3]) == checksum([1, 2, 3]))
        #expect(try checksum([1, 2, 3]) != checksum([1, 3, 2]))
        #expect(try checksum([1, 2]) != checksum([1, 2, 0]), "a slice more is other work")
        #expect(UInt64(try checksum([.max, .max]), radix: 16) != nil)
        // FNV-1a's offset basis and prime, 64 bits (draft-eastlake-fnv, section 5).
        let first = (0xcbf2_9ce4_8422_2325 as UInt64 ^ 1) &* 0x0000_0100_0000_01b3
        #expect(try checksum([1]) == String(first, radix: 16))
    }

    @Test func usagesAddUp() {
        let sum = Self.usage + Self.usage
        #expect(sum == Block.Usage(userSeconds: 2, systemSeconds: 4, minorFaults: 6, majorFaults: 8))
    }
}

/// Counts as CounterGroup gives them, made up: no counter is opened.
struct ArmCountsTests {
    private static func value(_ value: Double, running: Double = 1) -> CounterValue {
        CounterValue(observed: .value(value), runningFraction: running)
    }

    private static let missing = CounterValue.unavailable("not scheduled")

    private func recorded(_ slices: [[CounterValue]]) throws -> Block.Arm {
        let counters = try ["task-clock", "page-faults"].map {
            try EventResolver().resolve(Metric(name: $0, description: ""))
        }
        var recording = ArmRecording()
        for slice in slices { recording.add(slice, of: counters) }
        let usage = Block.Usage(userSeconds: 0, systemSeconds: 0, minorFaults: 0, majorFaults: 0)
        return recording.arm(usage: usage, evidence: try Fixture.evidence())
    }

    @Test func oneValueASliceByName() throws {
        let arm = try recorded([[Self.value(0.5), Self.value(7)], [Self.value(0.25), Self.value(0)]])
        #expect(arm.counters == ["task-clock": [0.5, 0.25], "page-faults": [7, 0]])
        #expect(arm.unavailable == nil && arm.countersRunning == nil)
    }

    /// A slice without a count must not become a zero, nor shift the others to other rounds.
    @Test func aMetricThatFailedInASliceHasNoValues() throws {
        let arm = try recorded([
            [Self.value(0.5), Self.value(7)], [Self.value(0.5), Self.missing],
            [Self.value(0.5), Self.value(8)],
        ])
        #expect(arm.counters == ["task-clock": [0.5, 0.5, 0.5]])
        #expect(arm.unavailable == ["page-faults": "not scheduled"])
    }

    @Test func theSmallestPartThatWasCountedIsKept() throws {
        let arm = try recorded([
            [Self.value(1), Self.value(1, running: 0.5)], [Self.value(1), Self.value(1, running: 0.25)],
            [Self.value(1), Self.value(1, running: 0.75)],
        ])
        #expect(arm.countersRunning == ["page-faults": 0.25])
    }
}
