import Glibc
import Linux
import Testing

@testable import Isolation

struct ChildTests {
    @Test func endsAsTheProgramEnds() throws {
        let exit = try Site.bare().launcher(["/bin/sh", "-c", "exit 3"]).collect().ending
        #expect(exit.exitCode == 3)
        #expect(exit.signal == 0)
        #expect(!exit.succeeded)
        #expect(exit.summary == "exit status 3")
        let killed = try Site.bare().launcher(["/bin/sh", "-c", "kill -SEGV $$"]).collect().ending
        #expect(killed.exitCode == -1)
        #expect(killed.signal == SIGSEGV)
        #expect(!killed.succeeded)
        #expect(killed.summary.hasPrefix("signal 11 ("))
    }

    /// The process is dead, but its number is still its own: what is in /proc can be read.
    @Test func hasEndedDoesNotReap() throws {
        var child = try Site.bare().launcher(["/bin/sleep", "1000"]).launch(streams: .inherited)
        let early = child.hasEnded(within: 0)
        #expect(!early)
        let pid = child.pid
        kill(pid, SIGKILL)
        let ended = child.hasEnded(within: 5000)
        #expect(ended)
        #expect(kill(pid, 0) == 0)
        #expect(try child.wait().signal == SIGKILL)
        #expect(kill(pid, 0) == -1)
    }

    @Test func isKilledAndReapedWithItsOwner() throws {
        var pid: pid_t = 0
        do {
            let child = try Site.bare().launcher(["/bin/sleep", "1000"]).launch(streams: .inherited)
            pid = child.pid
            #expect(kill(pid, 0) == 0)
        }
        #expect(kill(pid, 0) == -1)
    }

    /// A shell that stays, and a child of it; both print their number first.
    private static let family = "/bin/sleep 1000 & echo $!; wait"

    @Test(arguments: [true, false])
    func whatItLeftRunningIsEndedToo(byWaiting: Bool) throws {
        var pipe = try Pipe()
        var grandchild: pid_t = 0
        do {
            var child = try Site.bare().launcher(["/bin/sh", "-c", Self.family])
                .launch(streams: StandardStreams(input: 0, output: pipe.writer, error: 2))
            let line = String(decoding: try pipe.takeReader().read(upTo: 100), as: UTF8.self)
            grandchild = try #require(pid_t(line.dropLast()))
            #expect(!hasDied(grandchild))
            if byWaiting {
                kill(child.pid, SIGKILL)
                _ = try child.wait()
            }
        }
        #expect(eventually { hasDied(grandchild) })
    }

    @Test func usageIsOfTheChildAlone() throws {
        let script = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"
        let busy = try Site.bare().launcher(["/bin/sh", "-c", script]).collect().ending.usage
        let idle = try Site.bare().launcher(["/bin/sleep", "0.05"]).collect().ending.usage
        func seconds(_ usage: rusage) -> Double {
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        }
        #expect(seconds(busy) > 0.01)
        #expect(seconds(idle) < seconds(busy))
    }

    /// Other tests open and close descriptors at the same time, so a leak shows as one for each launch.
    @Test func launchesLeaveNoDescriptorBehind() throws {
        let launches = 300
        let good = try Site.bare().launcher(["/bin/true"])
        let bad = try Site.bare().launcher(["/missing/program"])
        let before = names(in: "/proc/self/fd").count
        for _ in 0..<launches {
            _ = try good.collect()
            #expect(bad.failure() != nil)
            #expect(good.failure { _ throws(SystemError) in throw SystemError("a", "b", code: EPERM) } != nil)
        }
        #expect(eventually { names(in: "/proc/self/fd").count < before + launches / 2 })
    }

    /// A stack that is not unmapped shows as a mapping for each launch (64 KiB).
    @Test func launchersLeaveNoMemoryMapped() throws {
        func mappings() throws -> Int { try contents(of: "/proc/self/maps").split(separator: "\n").count }
        let plan = try Site.bare().plan
        let launchers = 500
        let before = try mappings()
        for _ in 0..<launchers { _ = try Launcher(plan: plan, program: .path(["/bin/true"]), affinity: nil) }
        #expect(try mappings() < before + launchers / 2)
    }
}
