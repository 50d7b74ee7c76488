import Glibc
import Linux
import Testing

@testable import Isolation

/// The command lines and files that runtimes are prepared with.
struct RuntimeCommandTests {
    private func launch(_ name: String, _ fixture: RuntimeFixture) throws -> ExternalLaunch {
        let choice = try RuntimeFixture.choice(["name": name, "path": "/bin/true"])
        return try choice.runtime.prepare(fixture.site, executable: choice.path!, choice: choice)
    }

    /// Over the host's files a command of the user's can run as the worker does.
    @Test(arguments: ["bwrap", "unshare", "firejail", "nsjail"])
    func overTheHostsFilesCommandsRunToo(name: String) throws {
        let fixture = try RuntimeFixture()
        let launch = try launch(name, fixture)
        #expect(launch.programs == .available && launch.scratch == .available)
        #expect(launch.workerCommand.last == "/bin/sh")
        #expect(launch.words(running: ["/bin/ls", "-l"]).suffix(2) == ["/bin/ls", "-l"])
        #expect(!launch.workerCommand.contains { $0.contains(ExternalLaunch.placeholder) })
    }

    @Test(arguments: ["crun", "runc", "gvisor", "systemd-nspawn", "podman", "lxc", "uml"])
    func aRootThatHoldsTheWorkerHoldsNoCommands(name: String) throws {
        let fixture = try RuntimeFixture()
        guard case .unavailable(let reason) = try launch(name, fixture).programs else {
            return #expect(Bool(false), "\(name) can't run commands")
        }
        #expect(reason.contains("worker"))
    }

    /// It is what tells containers of this run from all others.
    @Test(arguments: ["crun", "runc", "gvisor", "systemd-nspawn", "podman", "lxc", "uml"])
    func theRunsNameIsInTheCommand(name: String) throws {
        let fixture = try RuntimeFixture()
        let words = try launch(name, fixture).workerCommand
        #expect(words.contains { $0.contains(fixture.site.name) })
        #expect(fixture.site.scratch.hasSuffix(String(fixture.site.name.split(separator: "-")[1])))
    }

    @Test func argumentsOfTheUsersComeBeforeTheProgram() throws {
        for name in ["bwrap", "unshare", "lxc", "systemd-nspawn", "podman", "crun", "firejail"] {
            let fixture = try RuntimeFixture()
            let setting = Setting.members([
                .init("name", .text(name)), .init("path", .text("/bin/true")),
                .init("arguments", .texts(["--mine"])),
            ])
            let choice = try RuntimeChoice(setting)
            let words = try choice.runtime.prepare(fixture.site, executable: choice.path!, choice: choice)
                .workerCommand
            let (mine, last) = (try #require(words.firstIndex(of: "--mine")), words.count - 1)
            #expect(mine < last, "\(name): \(words)")
        }
    }

    @Test func nspawnEscapesColons() throws {
        let fixture = try RuntimeFixture()
        let words = try launch("systemd-nspawn", fixture).workerCommand
        #expect(words.contains("--bind-ro=/bin/sh:/isocost-worker"))
        #expect(words.contains("--private-network") && words.contains("--keep-unit"))
    }

    @Test func theConfigurationOfLXC() throws {
        let fixture = try RuntimeFixture()
        let text = LXC.configuration(root: "/r", site: fixture.site)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains("lxc.rootfs.path = dir:/r"))
        #expect(lines.contains("lxc.environment = SWIFT_ROOT=/"))
        #expect(lines.contains("lxc.mount.entry = /bin/sh isocost-worker none ro,bind,create=file 0 0"))
        let scratch = fixture.site.scratch
        #expect(
            lines.contains("lxc.mount.entry = \(scratch) \(scratch.dropFirst()) none rw,bind,create=dir 0 0"))
    }

    private static let limits = """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             96365                96365                processes
        Max open files            1024                 20000                files
        """

    @Test func podmanGetsTheLimitsThereAre() {
        #expect(
            Podman.limits(own: Self.limits, largest: 32768)
                == ["--ulimit", "nofile=20000:20000", "--ulimit", "nproc=32768:32768"])
        #expect(
            Podman.limits(own: "Max processes   unlimited  unlimited  processes\n", largest: 4_194_304)
                == ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4194304:4194304"])
    }

    /// The folder would be out of the runtime's sight.
    @Test func whatIsHiddenIsRefused() throws {
        let fixture = try RuntimeFixture()
        let error = #expect(throws: IsolationError.self) { try fixture.site.refuse(below: "/tmp") }
        #expect("\(error!)".contains("see --scratch"))
        try fixture.site.refuse(below: "/run")
    }

    /// Whatever a runtime does, the worker stays on its CPU; what it has to change is not left to chance.
    @Test func evidenceIsDemanded() {
        for runtime in RuntimeCatalog.all {
            #expect(!runtime.mayChange.contains(.affinity), "\(runtime.name)")
            #expect(runtime.mayChange.isDisjoint(with: runtime.changes), "\(runtime.name)")
            #expect(runtime.mayChange.contains(.cgroupPath) != runtime.leavesCgroup, "\(runtime.name)")
        }
    }
}

struct PrivateMountTests {
    @Test func mountsOfItsOwnNeedANamespace() throws {
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        plan.add([.without("/sys/fs/cgroup/unified"), .empty("/run")])
        try plan.validate()
        #expect(plan.has(cloneFlag: NamespaceKind.mount.cloneFlag))
        #expect(plan.steps.count == 3)
        #expect(plan.steps[0].summary == "mount propagation on /", "cut loose before anything is mounted")
        #expect(plan.steps[1] == .unmount(target: "/sys/fs/cgroup/unified", flags: Int32(MNT_DETACH)))
    }

    @Test func noneChangesNothing() {
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        plan.add([])
        #expect(plan.steps.isEmpty && plan.cloneFlags == 0)
    }

    @Test(.needsRoot) func whatIsWrittenThereIsNotTheHosts() throws {
        let mark = "isocost-test-\(getpid())"
        let script = "touch /run/\(mark) && ls /run"
        let told = try HelperProgram(command: ["/bin/sh", "-c", script], mounts: [.empty("/run")])
            .run(environment: "e")
        #expect(told.succeeded && told.output == "\(mark)\n")
        #expect(access("/run/\(mark)", F_OK) != 0)
    }
}

struct HelperProgramTests {
    @Test func whatItSaysIsKept() throws {
        let told = try HelperProgram(command: ["/bin/sh", "-c", "echo out; echo err >&2; exit 3"])
            .run(environment: "e")
        #expect(told.output == "out\n" && told.errors == "err\n" && !told.succeeded)
        #expect(told.summary == "exit status 3: err")
    }

    @Test func itIsKilledWhenItsTimeIsUp() throws {
        let started = Clock.seconds()
        let told = try HelperProgram(command: ["/bin/sleep", "1000"], limit: 0.2).run(environment: "e")
        #expect(told.ending == nil && told.summary == "no end in time")
        #expect(Clock.seconds() - started < 5)
    }

    @Test func itIsKilledWhenItHasSaidEnough() throws {
        let helper = HelperProgram(command: ["/bin/sh", "-c", "echo awake; exec sleep 1000"])
        let told = try helper.run(environment: "e") { $0.contains("awake") }
        #expect(told.ending == nil && told.output == "awake\n")
    }

    @Test func aMissingOneIsNamed() {
        let error = #expect(throws: IsolationError.self) {
            try HelperProgram(command: ["/missing/program"]).run(environment: "e")
        }
        #expect("\(error!)".hasPrefix("environment e: /missing/program: "))
    }
}
