import Glibc
import Linux
import Testing

@testable import Counters

struct EventResolverTests {
    private func suggestions(_ event: String, _ resolver: EventResolver = EventResolver()) throws -> [String]
    {
        do {
            _ = try resolver.metric(event: event)
        } catch CountersError.unknownEvent(_, _, let suggestions) {
            return suggestions
        }
        Issue.record("\(event) is not unknown")
        return []
    }

    @Test func clockOfTheUserIsInSeconds() throws {
        #expect(try EventResolver().metric(event: "cpu-clock").unit == .seconds)
        #expect(try EventResolver().metric(event: "minor-faults").unit == .count)
    }

    @Test func rawEventKeepsItsCode() throws {
        let metric = try EventResolver().metric(event: "r1a8")
        #expect(try EventResolver().resolve(metric).encoding.attributes.config == 0x1a8)
    }

    @Test func misspeltNameGetsTheNearest() throws {
        #expect(try suggestions("instructons:u").first == "instructions")
        #expect(try suggestions("page-fault").first == "page-faults")
    }

    @Test(arguments: ["", ":u", "no such thing at all", "../../etc:passwd", "a:b:c"])
    func nonsenseIsUnknown(event: String) throws {
        #expect(try suggestions(event) == [])
    }

    @Test func wrongModifierIsReportedInLibpfmsWords() {
        #expect {
            try EventResolver().metric(event: "cycles:nonsense")
        } throws: {
            "\($0)".contains("invalid event attribute")
        }
    }

    /// The kernel counts these with its own registers: without the kernel they would read as 0.
    @Test(arguments: ["context-switches:u", "cpu-migrations:u"])
    func userPartOfAKernelEventIsUnavailable(event: String) {
        #expect {
            try EventResolver().metric(event: event)
        } throws: {
            if case CountersError.unavailable = $0 { true } else { false }
        }
    }

    @Test func tracepointIsFoundByItsIdFile() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        try Self.makeTracepoint("sched", "sched_switch", id: "314\n", in: scratch.path)
        let resolver = EventResolver(tracepoints: TracepointTable(folders: ["/nonexistent", scratch.path]))
        let counter = try resolver.resolve(try resolver.metric(event: "sched:sched_switch"))
        #expect(counter.encoding.attributes.type == 2)
        #expect(counter.encoding.attributes.config == 314)
        #expect(counter.metric.unit == .count)
        #expect(counter.userOnly == nil)
    }

    @Test func unknownTracepointGetsTheNearestOfItsGroup() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        try Self.makeTracepoint("sched", "sched_switch", id: "314\n", in: scratch.path)
        let resolver = EventResolver(tracepoints: TracepointTable(folders: [scratch.path]))
        #expect(try suggestions("sched:sched_swich", resolver) == ["sched:sched_switch"])
        #expect(try suggestions("shed:sched_switch", resolver) == [])
    }

    @Test func tracepointWithoutTracefsIsUnavailableNotUnknown() {
        let resolver = EventResolver(tracepoints: TracepointTable(folders: ["/nonexistent"]))
        #expect {
            try resolver.metric(event: "sched:sched_switch")
        } throws: {
            if case CountersError.unavailable(_, let reason) = $0 {
                reason.contains("not mounted")
            } else {
                false
            }
        }
    }

    @Test func idWithoutNumberIsUnavailable() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        try Self.makeTracepoint("sched", "sched_switch", id: "", in: scratch.path)
        let found = TracepointTable(folders: [scratch.path]).lookup(group: "sched", name: "sched_switch")
        #expect(found == .unavailable(reason: "\(scratch.path)/events/sched/sched_switch/id holds no number"))
    }

    private static func makeTracepoint(_ group: String, _ name: String, id: String, in folder: String) throws
    {
        var path = folder
        for part in ["events", group, name] {
            path += "/" + part
            try retrying("mkdir", path) { mkdir(path, 0o755) }
        }
        try FileDescriptor(open: path + "/id", O_WRONLY | O_CREAT).write(Array(id.utf8))
    }
}
