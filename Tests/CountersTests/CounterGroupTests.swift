import Glibc
import Linux
import Testing

@testable import Counters

extension OnThisHost {
    struct CounterGroupTests {
        @Test func touchingPagesFaultsOnceForEach() throws {
            let pages = 256
            let size = pages * Int(getpagesize())
            let memory = try #require(
                mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
            try #require(memory != MAP_FAILED)
            defer { munmap(memory, size) }
            // A huge page would take all of them in one fault.
            madvise(memory, size, MADV_NOHUGEPAGE)
            let values = try OnThisHost.count(try OnThisHost.counters(["page-faults:u"])) {
                for offset in stride(from: 0, to: size, by: Int(getpagesize())) {
                    memory.storeBytes(of: 1, toByteOffset: offset, as: UInt8.self)
                }
            }
            let faults = try #require(values[0].observed.value)
            #expect(faults >= Double(pages))
            #expect(faults <= Double(pages + 16))
            #expect(values[0].runningFraction == 1)
        }

        /// The thread's own CPU clock is the same time by another way.
        @Test func taskClockIsCPUTimeInSeconds() throws {
            var spent = 0.0
            let values = try OnThisHost.count(try OnThisHost.counters(["task-clock"])) {
                let start = Self.threadSeconds()
                while Self.threadSeconds() - start < 0.02 {}
                spent = Self.threadSeconds() - start
            }
            let counted = try #require(values[0].observed.value)
            #expect(counted >= spent)
            #expect(counted < spent + 0.005)
        }

        /// The members of a group have to start with it, also when their process is on the CPU.
        @Test func membersCountFromTheStart() throws {
            let names = ["page-faults:u", "task-clock", "cpu-clock"]
            let values = try OnThisHost.count(try OnThisHost.counters(names)) {
                let start = Self.threadSeconds()
                while Self.threadSeconds() - start < 0.01 {}
            }
            #expect(try #require(values[1].observed.value) >= 0.01)
            #expect(try #require(values[2].observed.value) >= 0.01)
        }

        /// wait4 adds up the faults of the shell and of the children that it waited for.
        @Test func forkedChildrenCountAndStayReadableAfterTheEnd() throws {
            let shell = try GatedShell("for i in 1 2 3 4 5 6 7 8; do /bin/true; done")
            let group = CounterGroup(
                try OnThisHost.counters(["task-clock", "page-faults:u"]), pid: shell.pid)
            let before = try group.read()
            let usage = try shell.finish()
            let values = CounterReading.difference(try group.read(), before)
            let faults = try #require(values[1].observed.value)
            let all = Double(usage.minorFaults + usage.majorFaults)
            #expect(faults <= all)
            #expect(faults > all / 2)
            #expect(try #require(values[0].observed.value) > 0)
        }

        @Test func idleProcessHasNoFigure() throws {
            let shell = try GatedShell("exit")
            // The shell is at its gate when it sleeps in read(2).
            while try ProcessStatus(of: shell.pid)["State"]?.first != "S" { usleep(1_000) }
            let group = CounterGroup(try OnThisHost.counters(["task-clock"]), pid: shell.pid)
            let before = try group.read()
            let values = CounterReading.difference(try group.read(), before)
            #expect(values[0].observed.reason?.contains("did not run") == true)
            _ = try shell.finish()
        }

        @Test(.enabled(if: Permission.readsTracepoints(), "needs root and tracefs at /sys/kernel/tracing"))
        func tracepointCountsExactly() throws {
            let values = try OnThisHost.count(
                try OnThisHost.counters(["task-clock", "syscalls:sys_enter_getpid"])
            ) {
                for _ in 0..<1_000 { getpid() }
            }
            #expect(values[1].observed == .value(1_000))
        }

        @Test func goneProcessIsUnavailable() throws {
            let shell = try GatedShell("exit")
            let pid = shell.pid
            _ = try shell.finish()
            let group = CounterGroup(try OnThisHost.counters(["task-clock"]), pid: pid)
            #expect(group.unavailable.map(\.metric.name) == ["task-clock"])
            let values = CounterReading.difference(try group.read(), try group.read())
            #expect(values[0].observed.reason == group.unavailable[0].reason)
            #expect(group.unavailable[0].reason.contains("ESRCH"))
        }

        @Test func softwareEventsTakeOneRead() throws {
            let before = Self.openEvents()
            let counters = try OnThisHost.counters(["task-clock", "page-faults:u", "minor-faults:u"])
            do {
                let group = CounterGroup(counters, pid: 0)
                #expect(group.reads == 1)
                #expect(Self.openEvents() == before + 3)
            }
            #expect(Self.openEvents() == before)
        }

        private static func threadSeconds() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }

        /// Descriptors of perf events in this process.
        private static func openEvents() -> Int {
            (0..<1024).count { descriptor in
                var target = [CChar](repeating: 0, count: 64)
                let length = readlink("/proc/self/fd/\(descriptor)", &target, target.count - 1)
                return length > 0 && strcmp(target, "anon_inode:[perf_event]") == 0
            }
        }
    }
}
