import Glibc
import Testing

@testable import Counters

extension OnThisHost {
    struct CounterProbeTests {
        @Test func everyMetricIsEitherAvailableOrHasAReason() {
            let probe = CounterGroup.probe(MetricCatalog.metrics)
            let named = probe.available.map(\.metric.name) + probe.unavailable.map(\.metric.name)
            #expect(Set(MetricCatalog.metrics.map(\.name)).isSubset(of: named))
            #expect(Set(named).count == named.count)
            #expect(probe.unavailable.allSatisfy { !$0.reason.isEmpty })
            #expect(probe.available.contains { $0.metric.name == "task-clock" })
        }

        /// What opened on this process opens on it again.
        @Test func availableCountersOpen() {
            let group = CounterGroup(CounterGroup.probe(MetricCatalog.metrics).available, pid: 0)
            #expect(group.unavailable == [])
        }

        @Test func metricAskedForTwiceIsProbedOnce() throws {
            let metric = try EventResolver().metric(event: "task-clock")
            #expect(CounterGroup.probe([metric, metric]).available.count == 1)
        }

        @Test func unknownEventIsUnavailableWithItsReason() {
            let metric = Metric(name: "cyclse", description: "misspelt")
            let probe = CounterGroup.probe([metric])
            #expect(probe.available.isEmpty)
            #expect(probe.unavailable.first?.reason.contains("cycles") == true)
        }

        @Test(.enabled(if: Permission.isUserModeOnly(), "this user may count in the kernel"))
        func unprivilegedUserGetsUserModeUnderItsOwnName() throws {
            let probe = CounterGroup.probe(Array(MetricCatalog.metrics.prefix(4)))
            #expect(probe.available.map(\.metric.name) == ["task-clock", "page-faults:u"])
            let reasons = Dictionary(
                uniqueKeysWithValues: probe.unavailable.map { ($0.metric.name, $0.reason) })
            #expect(reasons["page-faults"]?.contains("page-faults:u is counted instead") == true)
            #expect(reasons["context-switches"]?.contains("perf_event_paranoid") == true)
        }

        @Test func userModeOfAClockKeepsItsName() throws {
            let clock = try EventResolver().resolve(MetricCatalog.metrics[0])
            #expect(clock.userOnly?.metric == clock.metric)
            let switches = try EventResolver().resolve(MetricCatalog.metrics[2])
            #expect(switches.userOnly == nil)
        }
    }
}
