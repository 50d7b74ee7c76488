import Testing

@testable import Counters

struct CounterReadingTests {
    private func reading(_ counts: [CounterCount?], countsPerUnit: Double = 1, reason: String? = nil)
        -> CounterReading
    {
        CounterReading(
            counts: counts, slots: counts.map { _ in .init(countsPerUnit: countsPerUnit, reason: reason) })
    }

    private func difference(
        _ later: CounterCount?, _ earlier: CounterCount?, countsPerUnit: Double = 1, reason: String? = nil
    ) -> CounterValue {
        CounterReading.difference(
            reading([later], countsPerUnit: countsPerUnit, reason: reason),
            reading([earlier], countsPerUnit: countsPerUnit, reason: reason))[
                0]
    }

    @Test func differenceIsExactWhileAlwaysRunning() {
        let value = difference(
            CounterCount(value: 1_100, enabled: 5_000, running: 5_000),
            CounterCount(value: 100, enabled: 2_000, running: 2_000))
        #expect(value == CounterValue(observed: .value(1_000), runningFraction: 1))
    }

    /// On the PMU for a quarter of the slice only: the count stands for four times as many. What came
    /// before the slice must not weigh in.
    @Test func multiplexedCountIsScaledByTheSlicesOwnTimes() {
        let value = difference(
            CounterCount(value: 1_100, enabled: 6_000, running: 3_000),
            CounterCount(value: 100, enabled: 2_000, running: 2_000))
        #expect(value == CounterValue(observed: .value(4_000), runningFraction: 0.25))
    }

    @Test func clocksBecomeSeconds() throws {
        let value = difference(
            CounterCount(value: 2_500_000_000, enabled: 9, running: 9),
            CounterCount(value: 0, enabled: 0, running: 0),
            countsPerUnit: 1e9)
        #expect(abs(try #require(value.observed.value) - 2.5) < 1e-12)
    }

    @Test func zeroIsAFigureWhenTheEventWasCounted() {
        let value = difference(
            CounterCount(value: 7, enabled: 20, running: 20), CounterCount(value: 7, enabled: 10, running: 10)
        )
        #expect(value.observed == .value(0))
    }

    @Test func neverScheduledIsNotZero() throws {
        let value = difference(
            CounterCount(value: 0, enabled: 5_000, running: 0), CounterCount(value: 0, enabled: 0, running: 0)
        )
        #expect(try #require(value.observed.reason).hasPrefix("never scheduled on the PMU"))
        #expect(value.runningFraction == 0)
    }

    @Test func notEnabledIsNotZero() throws {
        let same = CounterCount(value: 40, enabled: 5_000, running: 5_000)
        #expect(try #require(difference(same, same).observed.reason).contains("did not run"))
    }

    @Test func fallingCountIsNotAFigure() throws {
        let value = difference(
            CounterCount(value: 6, enabled: 20, running: 20), CounterCount(value: 7, enabled: 10, running: 10)
        )
        #expect(try #require(value.observed.reason).contains("backwards"))
    }

    @Test func unopenedCounterCarriesItsReason() {
        #expect(
            difference(nil, nil, reason: "no hardware PMU").observed
                == .unavailable(reason: "no hardware PMU"))
    }

    @Test func orderIsTheGroups() {
        let earlier = reading([CounterCount(value: 0, enabled: 0, running: 0), nil], reason: "none")
        let later = reading([CounterCount(value: 3, enabled: 1, running: 1), nil], reason: "none")
        let values = CounterReading.difference(later, earlier)
        #expect(values.map(\.observed) == [.value(3), .unavailable(reason: "none")])
    }
}
