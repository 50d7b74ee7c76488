import Glibc
import Linux
import Testing

@testable import Isolation

struct LauncherTests {
    @Test func runsByPath() throws {
        let told = try Site.bare().launcher(["/bin/echo", "one", "two words"]).collect()
        #expect(told.output == "one two words\n")
        #expect(told.ending.succeeded)
    }

    /// As with execveat's AT_EMPTY_PATH: no name of the file is looked up in the child.
    @Test func runsByDescriptor() throws {
        let file = try FileDescriptor(open: "/bin/echo", O_RDONLY)
        let program = Program(
            executable: .descriptor(file.rawValue), arguments: ["any name", "by descriptor"], environment: [])
        let told = try Launcher(plan: Site.bare().plan, program: program, affinity: nil).collect()
        #expect(told.output == "by descriptor\n")
    }

    @Test func theChildHasTheArgumentsVariablesAndFolderOfTheProgram() throws {
        let program = Program(
            executable: .path("/bin/sh"), arguments: ["zeroth", "-c", "echo \"$0 $1\"; env; pwd", "a", ""],
            environment: ["ONLY=this", "EMPTY="], workingDirectory: "/usr")
        let told = try Launcher(plan: Site.bare().plan, program: program, affinity: nil).collect()
        let lines = told.output.split(separator: "\n")
        #expect(lines.first == "a ")
        #expect(lines.last == "/usr")
        #expect(lines.contains("ONLY=this") && lines.contains("EMPTY="))
        #expect(
            !lines.contains { $0.hasPrefix("HOME=") || $0.hasPrefix("PATH=") }, "nothing of the harness's")
    }

    @Test func aLauncherLaunchesAsOftenAsAsked() throws {
        let launcher = try Site.bare().launcher(["/bin/echo", "again"])
        for _ in 0..<3 { #expect(try launcher.collect().output == "again\n") }
    }

    @Test func theChildRunsOnTheCPUAskedFor() throws {
        let cpu = try #require(try CPUSet.ofThisProcess().cpus.last)
        let script = "grep Cpus_allowed_list /proc/self/status"
        #expect(try Site.bare().output(of: script, affinity: CPUSet([cpu])) == "Cpus_allowed_list:\t\(cpu)\n")
    }

    /// The stack of two processes begins at one address, and where that is drawn, it seldom does.
    @Test(arguments: [true, false])
    func addressesAreDrawnUnlessFixed(isFixed: Bool) throws {
        var program = Program.path(["/bin/grep", "-F", "[stack]", "/proc/self/maps"])
        program.fixedAddresses = isFixed
        let launcher = try Launcher(plan: Site.bare().plan, program: program, affinity: nil)
        let stacks = try (0..<4).map { _ in try launcher.collect().output.prefix { $0 != "-" } }
        #expect(stacks.allSatisfy { !$0.isEmpty })
        #expect(Set(stacks).count == 1 || !isFixed)
        #expect(Set(stacks).count > 1 || isFixed)
    }

    /// What a harness's own caller left open, and what the harness opened.
    @Test func noOtherDescriptorReachesTheChild() throws {
        let leaked = open("/dev/null", O_RDONLY)
        defer { close(leaked) }
        // The shell itself opens the folder: as the last one, which it prints.
        let numbers = try Site.bare().output(of: "for f in /proc/self/fd/*; do echo ${f##*/}; done")
        #expect(parseCPUList(numbers).filter { $0 != 3 } == [0, 1, 2])
    }

    /// A harness that watches signals must not hand that on: a measured `yes | head` would behave otherwise
    /// than in a shell. What isocost itself was started to ignore stays ignored (man 7 signal).
    @Test func noMoreSignalsAreIgnoredOrBlockedInTheChild() throws {
        Interruption.watch()
        let own = try #require(ProcessStatus(of: getpid())["SigIgn"].flatMap { UInt64($0, radix: 16) })
        let status = ProcessStatus(parsing: try Site.bare().output(of: "cat /proc/self/status"))
        #expect(status["SigBlk"] == "0000000000000000")
        let ignored = try #require(status["SigIgn"].flatMap { UInt64($0, radix: 16) })
        #expect(ignored & ~own == 0)
        let handled = try #require(ProcessStatus(of: getpid())["SigCgt"].flatMap { UInt64($0, radix: 16) })
        #expect(handled & 1 << (UInt64(SIGPIPE) - 1) != 0, "the harness does not die of a broken pipe")
    }

    @Test func theChildLeadsAGroupOfItsOwn() throws {
        let child = try Site.bare().launcher(["/bin/sleep", "1000"]).launch(streams: .inherited)
        #expect(getpgid(child.pid) == child.pid)
        #expect(getpgid(child.pid) != getpgrp())
    }

    /// At the gate the process lives and is not yet the program: the place to open counters.
    @Test func theGateIsBeforeTheProgram() throws {
        var atGate: pid_t = 0
        var isAlive = false
        var program = ""
        let launcher = try Site.bare().launcher(["/bin/sleep", "1000"])
        let child = try launcher.launch(streams: .inherited) { pid throws(SystemError) in
            atGate = pid
            isAlive = kill(pid, 0) == 0
            program = try contents(of: "/proc/\(pid)/cmdline")
        }
        #expect(atGate == child.pid)
        #expect(isAlive)
        #expect(program == (try contents(of: "/proc/self/cmdline")))
        #expect(try contents(of: "/proc/\(child.pid)/cmdline") == "/bin/sleep\u{0}1000\u{0}")
    }

    @Test func stampsAreInTheOrderOfWhatTheyStamp() throws {
        let before = Clock.nanoseconds()
        var gate: UInt64 = 0
        var child = try Site.bare().launcher(["/bin/true"]).launch(streams: .inherited) { _ in
            gate = Clock.nanoseconds()
        }
        let (cloned, released, exec) = (child.cloneStarted, child.released, child.execStarted)
        let ending = try child.wait()
        let after = Clock.nanoseconds()
        let stamps = [before, cloned, gate, released, exec, ending.seen, ending.reaped, after]
        #expect(stamps == stamps.sorted())
        #expect(released > 0)
    }
}
