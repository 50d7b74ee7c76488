import Glibc
import Linux
import Testing

@testable import Isolation

struct SeccompTests {
    private func filter(_ profile: SeccompProfile) throws -> SystemCallFilter {
        try profile.compiled(name: "test")
    }

    @Test func theContainersListLetsAProgramRun() throws {
        let filter = try filter(.container)
        #expect(NeededCalls.refused(by: filter, isEarly: true) == [])
        for call in ["getppid", "openat", "futex", "clone", "clock_gettime"] {
            #expect(NeededCalls.isAllowed(call, by: filter), "\(call)")
        }
    }

    /// https://docs.docker.com/engine/security/seccomp/#significant-syscalls-blocked-by-the-default-profile
    @Test(arguments: [
        "acct", "add_key", "bpf", "delete_module", "finit_module", "init_module", "keyctl", "kexec_load",
        "mount",
        "move_pages", "open_by_handle_at", "perf_event_open", "pivot_root", "quotactl", "reboot",
        "request_key",
        "setns", "swapon", "umount2", "unshare", "userfaultfd", "clone3",
    ])
    func theContainersListRefuses(call: String) throws {
        #expect(!NeededCalls.isAllowed(call, by: try filter(.container)))
    }

    @Test func argumentsAreLookedAt() throws {
        let filter = try filter(.container)
        var data = NeededCalls.data(of: "socket")
        #expect(FilterMachine.run(filter.program, on: data) == SeccompAction(.allow).number)
        data[16] = 40  // AF_VSOCK
        #expect(FilterMachine.run(filter.program, on: data) == SeccompAction(.error).number)
        var clone = NeededCalls.data(of: "clone")
        clone[19] = 0x10  // CLONE_NEWUSER
        #expect(FilterMachine.run(filter.program, on: clone) == SeccompAction(.error).number)
    }

    @Test func theFirstArgumentDecidesWhereTheListSaysSo() throws {
        let internetOnly = SeccompProfile(
            defaultAction: .init(.error),
            rules: [
                .init(
                    names: ["socket"], action: .init(.allow),
                    arguments: [.init(index: 0, value: UInt64(AF_INET), comparison: .equal)])
            ])
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        #expect(plan.allows("socket", firstArgument: 0), "there is no filter")
        plan.filter = try filter(internetOnly)
        #expect(plan.allows("socket", firstArgument: UInt64(AF_INET)))
        #expect(!plan.allows("socket", firstArgument: UInt64(AF_UNIX)))
        #expect(!plan.allows("bind", firstArgument: 0))
    }

    /// The simulation against the kernel.
    @Test func aProgramSeesWhatTheFilterSays() throws {
        let deny = SeccompProfile(
            defaultAction: .init(.allow),
            rules: [.init(names: ["mkdir", "mkdirat"], action: .init(.error, code: 95))])
        let site = try Site(.init(name: "e", [NoNewPrivileges(), SystemCallFiltering(profile: .own(deny))]))
        let told = try site.output(
            of: "mkdir /tmp/isocost-refused 2>&1 | grep -c 'not supported'; ls -d /usr")
        #expect(told == "1\n/usr\n")
        #expect(access("/tmp/isocost-refused", F_OK) == -1)
    }

    @Test func aListThatStopsTheWorkerIsNamed() throws {
        let deaf = SeccompProfile(
            defaultAction: .init(.allow), rules: [.init(names: ["read", "execveat"], action: .init(.error))])
        let error = #expect(throws: IsolationError.self) {
            try Site(.init(name: "deaf", [NoNewPrivileges(), SystemCallFiltering(profile: .own(deaf))]))
        }
        guard case .invalid("deaf", let reason) = error else {
            Issue.record("\(error!)")
            return
        }
        #expect(reason.hasPrefix("seccomp: the filter refuses execveat, read"))
    }

    @Test func withoutNoNewPrivilegesItComesBeforeDroppedCapabilities() throws {
        let early = try Environment(.init(name: "e", [Capabilities(), SystemCallFiltering()])).plan(
            stagingFolder: "/x")
        #expect(early.lateSteps == 0)
        #expect(early.steps.first?.summary.contains("seccomp") == true)
        let late = try Environment(
            .init(name: "e", [Capabilities(), SystemCallFiltering(), NoNewPrivileges()])
        )
        .plan(stagingFolder: "/x")
        #expect(late.lateSteps == 1)
        #expect(late.steps.last?.summary.contains("seccomp") == true)
    }

    @Test(.needsRoot) func bothOrdersAreInstalled() throws {
        for others: [any Mechanism] in [[], [NoNewPrivileges()]] {
            let site = try Site(.init(name: "e", [Capabilities(), SystemCallFiltering()] + others))
            let evidence = try site.evidence()
            #expect(evidence.seccomp == "2" && evidence.seccompFilters == "1")
        }
    }
}

/// OCI profiles, https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp
struct SeccompProfileTests {
    private let folder: TemporaryFile

    init() throws {
        folder = try TemporaryFile(
            """
            {"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"],
             "flags": ["SECCOMP_FILTER_FLAG_LOG"],
             "syscalls": [{"names": ["mount"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
                          {"names": ["personality"], "action": "SCMP_ACT_KILL_PROCESS",
                           "args": [{"index": 0, "value": 18446744073709551615, "op": "SCMP_CMP_EQ"}]}]}
            """)
    }

    @Test func aFileIsReadAndBecomesPartOfTheDefinition() throws {
        let mechanism = try SystemCallFiltering(.text(folder.path))
        guard case .own(let profile) = mechanism.profile else {
            Issue.record("not read")
            return
        }
        #expect(profile.rules.count == 2 && profile.flags == [.log])
        #expect(profile.rules[0].action == SeccompAction(.error, code: 38))
        #expect(profile.rules[1].arguments[0].value == .max)
        #expect(try SeccompProfile(mechanism.setting) == profile)
    }

    @Test(arguments: [
        (Setting.text("conatiner"), "'seccomp' cannot be 'conatiner'; did you mean 'container'?"),
        (.text("/missing.json"), "'seccomp': cannot read /missing.json"),
        (
            .members([.init("defaultAction", .text("SCMP_ACT_DENY"))]),
            "'defaultAction' cannot be 'SCMP_ACT_DENY'"
        ),
        (.members([.init("syscalls", .texts([]))]), "'defaultAction' is missing"),
    ])
    func whatIsWrongIsNamed(setting: Setting, says: String) throws {
        let error = #expect(throws: SettingError.self) { try SystemCallFiltering(setting) }
        #expect(error?.message.hasPrefix(says) == true, "\(error!.message)")
    }
}

/// A file with a text in it.
final class TemporaryFile {
    let path: String
    private let folder: ScratchFolder

    init(_ text: String) throws {
        folder = try ScratchFolder(in: "/tmp")
        path = "\(folder.path)/file.json"
        try FileDescriptor(open: path, O_WRONLY | O_CREAT).write(Array(text.utf8))
    }
}
