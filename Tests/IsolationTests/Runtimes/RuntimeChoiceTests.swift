import Testing

@testable import Isolation

struct RuntimeChoiceTests {
    private func complaint(_ setting: Setting) throws -> String {
        let error = #expect(throws: SettingError.self) { try RuntimeChoice(setting) }
        return try #require(error).message
    }

    @Test(arguments: RuntimeCatalog.all.filter { !$0.executables.isEmpty }.map(\.name))
    func aNameIsEnough(name: String) throws {
        let choice = try RuntimeChoice(.text(name))
        #expect(choice.runtime.name == name)
        #expect(choice.setting == .members([.init("name", .text(name))]))
    }

    @Test func everythingIsTakenBack() throws {
        let setting = Setting.members([
            .init("name", .text("qemu")), .init("path", .text("/opt/qemu")),
            .init("kernel", .text("/srv/vmlinuz")), .init("accel", .text("tcg")),
            .init("memory", .text("1GiB")),
            .init("arguments", .texts(["-smp", "2"])),
        ])
        let choice = try RuntimeChoice(setting)
        #expect(choice.path == "/opt/qemu" && choice.arguments == ["-smp", "2"])
        #expect(choice.options == ["kernel": "/srv/vmlinuz", "accel": "tcg", "memory": "1GiB"])
        #expect(choice.setting == setting)
    }

    @Test func whatIsWrongIsNamed() throws {
        #expect(try complaint(.text("crum")).hasPrefix("'runtime' cannot be 'crum'; did you mean 'crun'?"))
        #expect(try complaint(.texts(["crun"])) == "'runtime' has to be a name, or a mapping with a 'name'")
        #expect(
            try complaint(.members([.init("name", .text("crun")), .init("platform", .text("kvm"))]))
                == "unknown key 'platform' in the runtime crun (expected: name, path, arguments)")
        #expect(
            try complaint(.members([.init("name", .text("gvisor")), .init("platform", .text("xen"))]))
                == "'platform' cannot be 'xen' (expected: ptrace, systrap, kvm)")
        #expect(
            try complaint(.members([.init("name", .text("uml")), .init("memory", .text("lots"))]))
                == "'memory' cannot be 'lots': a size such as 256MiB or 1GiB")
        #expect(
            try complaint(.members([.init("name", .text("crun")), .init("path", .text("crun"))]))
                == "'path' has to be absolute")
        #expect(try complaint(.text("oci")).contains("needs the path of an executable"))
    }

    @Test(arguments: [
        ("1MiB", 1), ("256MiB", 256), ("2GiB", 2048), ("0MiB", nil), ("1.5GiB", nil), ("64", nil),
    ])
    func sizes(text: String, mebibytes: Int?) {
        #expect(RuntimeOption.mebibytes(text) == mebibytes)
    }

    @Test func aMissingExecutableIsToldOf() throws {
        let host = Host(capabilities: .max, namespaces: [], userNamespaceRefusal: nil)
        let lost = try RuntimeFixture.choice(["name": "oci", "path": "/missing/youki"])
        #expect(
            lost.availability(on: host) == .unavailable(reason: "there is no executable /missing/youki"))
        // A folder can be executable too.
        let folder = try RuntimeFixture.choice(["name": "oci", "path": "/usr/bin"])
        #expect(folder.availability(on: host) == .unavailable(reason: "there is no executable /usr/bin"))
    }

    /// They change mounts before they start, which takes CAP_SYS_ADMIN.
    @Test func privateMountsNeedRoot() throws {
        let user = Host(capabilities: 0, namespaces: [], userNamespaceRefusal: nil)
        let choice = try RuntimeFixture.choice(["name": "firejail", "path": "/bin/sh"])
        #expect(choice.availability(on: user) == .unavailable(reason: "needs root (CAP_SYS_ADMIN)"))
        let unshare = try RuntimeFixture.choice(["name": "unshare", "path": "/bin/sh"])
        #expect(unshare.availability(on: user) == .available)
    }
}

struct WrapperTests {
    private func complaint(_ words: [String]) throws -> String {
        let error = #expect(throws: SettingError.self) { try ExternalWrapper(.texts(words)) }
        return try #require(error).message
    }

    @Test func whatIsWrongIsNamed() throws {
        #expect(try complaint([]) == "'wrapper' is empty")
        #expect(try complaint(["bwrap"]) == "'wrapper' has to say where the program goes: \"{command}\"")
        #expect(try complaint(["{command}"]) == "'wrapper' has to begin with the launcher")
        #expect(try complaint(["./mine", "{command}"]).contains("absolute path or a name, not './mine'"))
    }

    @Test func aMissingLauncherIsToldOf() {
        let host = Host(capabilities: 0, namespaces: [], userNamespaceRefusal: nil)
        #expect(
            ExternalWrapper(["no-such-launcher", "{command}"]).availability(on: host)
                == .unavailable(reason: "not in the search path: no-such-launcher"))
        #expect(ExternalWrapper(["sh", "-c", "{command}"]).availability(on: host) == .available)
    }

    @Test func theProgramTakesThePlaceholdersPlace() {
        let launch = ExternalLaunch(command: ["/bin/env", "A=1", "{command}", "--"], worker: "/w")
        #expect(launch.workerCommand == ["/bin/env", "A=1", "/w", "--"])
        #expect(launch.words(running: ["/bin/ls", "-l"]) == ["/bin/env", "A=1", "/bin/ls", "-l", "--"])
        let shell = ExternalLaunch(command: ["/bin/sh", "-c", "ulimit -n 10; exec {command}"], worker: "/w")
        #expect(
            shell.words(running: ["/bin/echo", "it's", "a b"])
                == ["/bin/sh", "-c", #"ulimit -n 10; exec /bin/echo 'it'\''s' 'a b'"#])
    }

    @Test func itIsLaunchedAsAnyWorkerIs() throws {
        let fixture = try RuntimeFixture()
        let plan = try fixture.plan([ExternalWrapper(["sh", "-c", "exec {command}"])])
        #expect(plan.steps.isEmpty && plan.cloneFlags == 0)
        let program = try #require(plan.external?.workerProgram)
        #expect(program.arguments.dropFirst() == ["-c", "exec /bin/sh"])
        #expect(program.environment.contains("SWIFT_ROOT=/"))
        #expect(program.environment.contains("ISOCOST_SCRATCH=\(fixture.site.scratch)"))
    }

    @Test func aRuntimeAndAWrapperExcludeOneAnother() throws {
        let fixture = try RuntimeFixture()
        let error = #expect(throws: IsolationError.self) {
            try fixture.plan([
                ExternalRuntime(RuntimeFixture.choice(["name": "bwrap", "path": "/bin/sh"])),
                ExternalWrapper(["sh", "-c", "{command}"]),
            ])
        }
        #expect("\(error!)" == "environment e: runtime and wrapper exclude one another")
    }

    @Test func anotherRootIsRefused() throws {
        let fixture = try RuntimeFixture()
        let error = #expect(throws: IsolationError.self) {
            try fixture.plan([ChangedRoot(path: "/tmp"), ExternalWrapper(["sh", "-c", "{command}"])])
        }
        #expect("\(error!)".contains("leave out root.path /tmp"))
    }
}

struct ShellTextTests {
    @Test(arguments: [
        (["a", "b-c", "/d=e"], "a b-c /d=e"), ([""], "''"), (["a b"], "'a b'"), (["it's"], #"'it'\''s'"#),
        (["$HOME", "*"], "'$HOME' '*'"),
    ])
    func wordsAreQuotedWhereTheyHaveToBe(words: [String], text: String) {
        #expect(ShellText.quoted(words) == text)
    }

    /// A shell takes apart what was put together.
    @Test func aShellReadsThemBack() throws {
        let words = ["a", "", "it's \"so\"", "$(reboot)", "a\nb", "~", "é"]
        let script = "for w in \(ShellText.quoted(words)); do printf '%s|' \"$w\"; done"
        let told = try HelperProgram(command: ["/bin/sh", "-c", script]).run(environment: "e")
        #expect(told.output == words.map { $0 + "|" }.joined())
    }
}
