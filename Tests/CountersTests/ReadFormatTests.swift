import Testing

@testable import Counters

/// Buffers laid out as in man 2 perf_event_open, Reading results.
struct ReadFormatTests {
    @Test func singleEventHasValueAndTimes() throws {
        let counts = try ReadFormat.single.counts(in: [1234, 2_000_000, 1_000_000], members: 1)
        #expect(counts == [CounterCount(value: 1234, enabled: 2_000_000, running: 1_000_000)])
    }

    @Test func groupSharesTimesAndKeepsOrder() throws {
        let words: [UInt64] = [3, 309_975_617, 309_975_617, 309_972_401, 8, 2]
        let counts = try ReadFormat.group.counts(in: words, members: 3)
        #expect(counts.map(\.value) == [309_972_401, 8, 2])
        #expect(counts.allSatisfy { $0.enabled == 309_975_617 && $0.running == 309_975_617 })
    }

    @Test(arguments: [[UInt64](), [1, 2], [1, 2, 3, 4]])
    func singleOfAnotherLengthIsMalformed(words: [UInt64]) {
        #expect(throws: CountersError.self) { try ReadFormat.single.counts(in: words, members: 1) }
    }

    @Test(arguments: [[2, 5, 5, 7], [1, 5, 5, 7, 8], [2, 5, 5, 7, 8, 9]] as [[UInt64]])
    func groupOfAnotherSizeIsMalformed(words: [UInt64]) {
        #expect(throws: CountersError.self) { try ReadFormat.group.counts(in: words, members: 2) }
    }

    @Test func flagsAreThoseOfTheManPage() {
        #expect(ReadFormat.single.flags == 0b0011)
        #expect(ReadFormat.group.flags == 0b1011)
    }
}
