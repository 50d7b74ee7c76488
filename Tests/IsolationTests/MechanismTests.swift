import Glibc
import Linux
import Testing

@testable import Isolation

/// Every mechanism by itself, against the kernel.
@Suite(.needsRoot)
struct MechanismTests {
    /// What this kernel or user does not have is listed as unavailable, and can't be tried.
    /// A launcher of somebody else's is proven on the worker that it starts: see Runtimes.
    private static let available = MechanismCatalog.all.filter {
        EnvironmentDefinition.alone($0).isAvailable && !($0 is ExternalRuntime) && !($0 is ExternalWrapper)
    }
    /// A domain can't be seen from outside: see `LandlockTests`.
    private static let visible = available.filter { $0.name != "landlock" }

    @Test(arguments: available)
    func isProvenWhereItIsOn(mechanism: any Mechanism) throws {
        let site = try Site(.alone(mechanism))
        let bare = try Site.bare().evidence()
        let evidence = try site.evidence()
        #expect(EvidenceCheck.contradictions(in: evidence, of: site.environment, against: bare) == [])
    }

    @Test(arguments: visible)
    func isNotTakenForItWhereItIsOff(mechanism: any Mechanism) throws {
        let site = try Site(.alone(mechanism))
        let bare = try site.evidenceOfBare()
        let found = mechanism.contradictions(in: bare, against: bare)
        // What has to differ from bare is held against bare by EvidenceCheck.
        #expect(
            !mechanism.changes.isEmpty || !found.isEmpty,
            "a process with nothing isolated passes for \(mechanism.name)")
    }
}

struct CapabilityTests {
    private static let some = CapabilitySet(["CAP_CHOWN", "CAP_SETPCAP", "CAP_NET_RAW"])

    @Test func namesAndMasks() {
        #expect(CapabilitySet(["CAP_CHOWN", "CAP_SYS_ADMIN"]).mask == 1 | 1 << 21)
        #expect(CapabilitySet(mask: 1 << 40 | 1).names == ["CAP_CHOWN", "CAP_CHECKPOINT_RESTORE"])
        #expect(Capabilities.ofContainers.names.count == 14)
        #expect(Capabilities.ofContainers.description == "00000000a80425fb", "as Docker's documents have it")
    }

    @Test(.needsRoot) func rootKeepsTheList() throws {
        let site = try Site(.init(name: "e", [Capabilities(keep: Self.some)]))
        let evidence = try site.evidence()
        #expect(evidence.capEff == Self.some.description && evidence.capBnd == Self.some.description)
        #expect(evidence.capAmb == CapabilitySet([]).description)
        #expect(
            try site.output(of: "mknod /tmp/isocost-node c 1 3 2>/dev/null || echo refused") == "refused\n")
    }

    @Test(.needsRoot) func ambientOnesAreKept() throws {
        var mechanism = Capabilities(keep: Self.some)
        mechanism.inheritable = CapabilitySet(["CAP_NET_RAW"])
        mechanism.ambient = CapabilitySet(["CAP_NET_RAW"])
        let site = try Site(.init(name: "e", [mechanism]))
        let evidence = try site.evidence()
        #expect(evidence.capAmb == mechanism.ambient.description)
        #expect(mechanism.contradictions(in: evidence, against: evidence) == [])
    }

    /// exec gives root the whole bounding set back, unless no_new_privs is there.
    @Test(.needsRoot, arguments: [false, true])
    func aSmallerPermittedSetLastsWithNoNewPrivileges(isStrict: Bool) throws {
        var mechanism = Capabilities(keep: Self.some)
        mechanism.permitted = CapabilitySet(["CAP_CHOWN"])
        mechanism.effective = mechanism.permitted
        let site = try Site(.init(name: "e", [mechanism] + (isStrict ? [NoNewPrivileges()] : [])))
        let evidence = try site.evidence()
        #expect(evidence.capPrm == (isStrict ? mechanism.permitted : Self.some).description)
        #expect(mechanism.contradictions(in: evidence, against: evidence) == [])
    }

    @Test func whatTheKernelWouldRefuseIsRefusedAtOnce() {
        let setting = Setting.members([
            .init("keep", .texts(["chown"])), .init("effective", .texts(["CAP_KILL"])),
        ])
        let error = #expect(throws: SettingError.self) { try Capabilities(setting) }
        #expect(error?.message == "capabilities: effective has CAP_KILL, which permitted lacks")
        let unknown = #expect(throws: SettingError.self) {
            try Capabilities(.members([.init("keep", .texts(["CAP_CHWON"]))]))
        }
        #expect(unknown?.message.contains("did you mean 'CAP_CHOWN'") == true)
    }

    @Test func whatIsocostLacksIsUnavailable() throws {
        let host = Host(
            capabilities: CapabilitySet(["CAP_SETPCAP", "CAP_CHOWN"]).mask, namespaces: [],
            userNamespaceRefusal: nil)
        #expect(
            Capabilities(keep: Self.some).availability(on: host)
                == .unavailable(reason: "isocost itself lacks CAP_NET_RAW"))
    }
}

struct LandlockTests {
    private static let domain = LandlockDomain(
        readOnly: ["/usr", "/bin", "/lib", "/lib64"], readWrite: ["/dev"])

    @Test(.enabled(if: EnvironmentDefinition.alone(domain).isAvailable, "no Landlock for this user"))
    func onlyWhatIsAllowedCanBeUsed() throws {
        let site = try Site(.init(name: "e", [Self.domain, NoNewPrivileges()]))
        #expect(try site.output(of: "cat /etc/passwd 2>/dev/null || echo refused") == "refused\n")
        #expect(try site.output(of: "echo > /usr/x 2>/dev/null || echo refused") == "refused\n")
        #expect(try site.output(of: "ls /usr/bin/env") == "/usr/bin/env\n")
    }

    /// The child finds out that nothing is refused, and is not launched.
    @Test func aDomainThatRefusesNothingIsNoDomain() throws {
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        plan.add(.denial(path: "/usr", making: false), at: .landlock)
        let launcher = try Launcher(plan: plan, program: .path(["/bin/true"]), affinity: nil)
        guard case .stepFailed("e", let error) = try #require(launcher.failure()) else {
            Issue.record("launched")
            return
        }
        #expect(error.operation.contains("Landlock refuses /usr") && error.code == EPROTO)
    }

    @Test func everythingIsNoRestriction() {
        #expect(throws: SettingError.self) {
            try LandlockDomain(.members([.init("readWrite", .texts(["/"]))]))
        }
    }
}

struct UserMapTests {
    @Test(.needsNamespaces) func whoeverRunsItIsRootInside() throws {
        let site = try Site(.init(name: "e", [UserNamespace(), UserMap(kind: .root)]))
        #expect(try site.output(of: "id -u; id -g") == "0\n0\n")
        #expect(try site.output(of: "cat /proc/self/uid_map | wc -l") == "1\n")
    }

    @Test(.needsRoot) func aRangeOfTheHostsIds() throws {
        let range = IdRange(inside: 0, outside: 100_000, count: 65536)
        let site = try Site(
            .init(name: "e", [UserNamespace(), UserMap(kind: .ranges(users: [range], groups: [range]))]))
        #expect(try site.output(of: "id -u; id -g; awk '{print $2}' /proc/self/uid_map") == "0\n0\n100000\n")
        let evidence = try site.evidence()
        #expect(evidence.detail("uid_map") == "0 100000 65536")
        // Root inside has every capability there, like the default map.
        #expect(evidence.capEff.hasSuffix("ffff"))
    }

    /// The death signal is set again: another user id takes it away.
    @Test(.needsRoot) func theChildStillDiesWithItsParent() throws {
        let range = IdRange(inside: 0, outside: 100_000, count: 10)
        let site = try Site(
            .init(name: "e", [UserNamespace(), UserMap(kind: .ranges(users: [range], groups: [range]))]))
        let told = try site.output(of: "grep -c . /proc/self/status")
        #expect(!told.isEmpty)
    }

    @Test func rangesNeedRootOutside() throws {
        let range = IdRange(inside: 0, outside: 100_000, count: 10)
        let user = Host(capabilities: 0, namespaces: Set(NamespaceKind.allCases), userNamespaceRefusal: nil)
        let environment = try Environment(
            .init(name: "e", [UserNamespace(), UserMap(kind: .ranges(users: [range], groups: [range]))]))
        #expect(
            environment.availability(on: user)
                == .unavailable(reason: "users: needs root (CAP_SETUID) outside the user namespace"))
    }
}
