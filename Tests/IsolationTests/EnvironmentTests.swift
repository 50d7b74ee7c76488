import FoundationEssentials
import Testing

@testable import Isolation

struct EnvironmentTests {
    private func names(_ definition: EnvironmentDefinition) throws -> [String] {
        try Environment(definition).mechanisms.map(\.name)
    }

    @Test func theBaselineIsolatesNothing() throws {
        #expect(try names(EnvironmentCatalog.bare).isEmpty)
        #expect(try names(EnvironmentCatalog.bareTwin).isEmpty)
        let plan = try Environment(EnvironmentCatalog.bare).plan(stagingFolder: "/x")
        #expect(plan.steps.isEmpty)
        #expect(plan.cloneFlags == 0)
        #expect(plan.identityMaps == nil)
    }

    @Test(arguments: NamespaceKind.allCases)
    func aNamespaceIsAMechanism(kind: NamespaceKind) throws {
        #expect(try names(.init(name: "e", namespaces: [kind])) == [kind.rawValue])
    }

    /// However the file lists them: the same environment is the same treatment.
    @Test func theOrderOfNamespacesDoesNotMatter() throws {
        let some: [NamespaceKind] = [.time, .mount, .pid]
        let forwards = try names(.init(name: "e", namespaces: some))
        #expect(try names(.init(name: "e", namespaces: some.reversed())) == forwards)
        #expect(try names(.init(name: "e", namespaces: some + some)) == forwards)
    }

    @Test func ownProcessNumbersAndMountsBringAProc() throws {
        #expect(try names(.init(name: "e", namespaces: [.mount, .pid])).contains("proc"))
        #expect(!(try names(.init(name: "e", namespaces: [.mount])).contains("proc")))
        #expect(!(try names(.init(name: "e", namespaces: [.pid])).contains("proc")))
    }

    @Test func rootsAreMechanisms() throws {
        #expect(try names(.init(name: "e", [ChangedRoot()])) == ["chroot"])
        #expect(
            try names(.init(name: "e", [PivotedRoot(), MountNamespace()])) == ["mount", "pivot"])
    }

    @Test func pivotNeedsAMountNamespace() {
        let error = #expect(throws: IsolationError.self) {
            try Environment(.init(name: "loose", [PivotedRoot()]))
        }
        #expect("\(error!)" == "environment loose: pivot needs mount as well, as in 'namespaces: [mount]'")
    }

    @Test func aHostNameNeedsANamespaceForIt() throws {
        let error = #expect(throws: IsolationError.self) {
            try Environment(.init(name: "e", [HostName(hostname: "cell")]))
        }
        #expect("\(error!)".contains("uts"))
        let environment = try Environment(.init(name: "e", [HostName(hostname: "cell"), UTSNamespace()]))
        #expect(try environment.plan(stagingFolder: "/x").steps == [.hostname("cell")])
    }

    @Test func theRootPathIsTheHostsUnlessItIsChanged() throws {
        #expect(try Environment(.init(name: "e")).rootPath == "/")
        #expect(try Environment(.init(name: "e", [ChangedRoot(path: "/srv")])).rootPath == "/srv")
    }

    @Test(arguments: EnvironmentCatalog.all)
    func codesAsItsDefinition(definition: EnvironmentDefinition) throws {
        let data = try JSONEncoder().encode(Environment(definition))
        let decoded = try JSONDecoder().decode(Environment.self, from: data)
        #expect(decoded.definition == definition)
        #expect(decoded.mechanisms.map(\.name) == (try names(definition)))
    }

    @Test func aContradictionIsFoundWhenDecodingToo() {
        let json = #"{"name":"e","root":{"kind":"pivot","path":"/"},"namespaces":[]}"#
        #expect(throws: IsolationError.self) {
            try JSONDecoder().decode(Environment.self, from: Data(json.utf8))
        }
    }
}

struct CatalogTests {
    @Test func namesAreUnique() {
        let environments = EnvironmentCatalog.all.map(\.name)
        #expect(Set(environments).count == environments.count)
        let mechanisms = MechanismCatalog.all.map(\.name)
        #expect(Set(mechanisms).count == mechanisms.count)
    }

    @Test func everythingIsSummedUpInALine() throws {
        for definition in EnvironmentCatalog.all {
            let summary = try Environment(definition).summary
            #expect(!summary.isEmpty && !summary.contains("\n"))
        }
        for mechanism in MechanismCatalog.all { #expect(!mechanism.summary.isEmpty, "\(mechanism.name)") }
    }

    /// What an environment is made of is listed, and what a mechanism requires exists.
    @Test func everyMechanismIsInTheCatalogue() throws {
        let known = Set(MechanismCatalog.all.map(\.name))
        for definition in EnvironmentCatalog.all {
            #expect(known.isSuperset(of: try Environment(definition).mechanisms.map(\.name)))
        }
        for mechanism in MechanismCatalog.all { #expect(known.isSuperset(of: mechanism.requirements)) }
        #expect(known.isSuperset(of: NamespaceKind.allCases.map(\.rawValue)))
    }

    @Test func whatHasToChangeIsNotWhatMay() {
        for mechanism in MechanismCatalog.all {
            #expect(mechanism.changes.isDisjoint(with: mechanism.mayChange), "\(mechanism.name)")
        }
    }

    /// Mechanisms below one key have to agree on what the key's value looks like.
    @Test func aKeyHasOneShape() {
        for key in SettingKey.all {
            let shapes = Set(key.mechanisms.map { "\($0.place)".prefix { $0 != "(" } })
            #expect(shapes.count == 1, "\(key.name)")
            if shapes == ["value"] { #expect(key.mechanisms.count == 1, "\(key.name)") }
        }
    }

    /// What is written is read back the same, for the example of every mechanism.
    @Test func everyMechanismIsTakenBack() throws {
        for mechanism in MechanismCatalog.all {
            let definition = EnvironmentDefinition(name: "e", [mechanism])
            let data = try JSONEncoder().encode(definition)
            let decoded = try JSONDecoder().decode(EnvironmentDefinition.self, from: data)
            #expect(decoded == definition, "\(mechanism.name)")
            #expect(try decoded.mechanisms().map(\.name).contains(mechanism.name))
        }
    }
}

struct AvailabilityTests {
    private static let kinds = Set(NamespaceKind.allCases)
    private static let root = Host(capabilities: .max, namespaces: kinds, userNamespaceRefusal: nil)
    private static let user = Host(capabilities: 0, namespaces: kinds, userNamespaceRefusal: nil)

    private func availability(_ definition: EnvironmentDefinition, on host: Host) throws -> Availability {
        try Environment(definition).availability(on: host)
    }

    @Test(arguments: [EnvironmentCatalog.bare, EnvironmentCatalog.chroot, EnvironmentCatalog.namespaces])
    func rootHasEverything(definition: EnvironmentDefinition) throws {
        #expect(try availability(definition, on: Self.root) == .available)
    }

    @Test func aUserHasTheBaselineAndWhatAUserNamespaceGives() throws {
        #expect(try availability(EnvironmentCatalog.bare, on: Self.user) == .available)
        let all = try #require(EnvironmentCatalog.named("namespaces"))
        #expect(try availability(all, on: Self.user) == .available)
    }

    @Test func whatIsMissingIsNamedWithTheMechanism() throws {
        let chroot = try #require(EnvironmentCatalog.named("chroot"))
        #expect(
            try availability(chroot, on: Self.user)
                == .unavailable(reason: "chroot: needs root (CAP_SYS_CHROOT)"))
        #expect(
            try availability(.init(name: "e", namespaces: [.net]), on: Self.user)
                == .unavailable(reason: "net: needs root (CAP_SYS_ADMIN)"))
    }

    @Test func chrootNeedsBothCapabilities() throws {
        var host = Self.user
        host.capabilities = 1 << UInt64(Host.Capability.changeRoot.rawValue)
        let chroot = try #require(EnvironmentCatalog.named("chroot"))
        #expect(
            try availability(chroot, on: host) == .unavailable(reason: "chroot: needs root (CAP_SYS_ADMIN)"))
    }

    @Test func aHostThatRefusesUserNamespacesRefusesUsersAlone() throws {
        let all = try #require(EnvironmentCatalog.named("namespaces"))
        var host = Self.user
        host.userNamespaceRefusal = "a limit is 0"
        #expect(try availability(all, on: host) == .unavailable(reason: "user: a limit is 0"))
        host.capabilities = .max
        #expect(try availability(all, on: host) == .available)
    }

    @Test(arguments: NamespaceKind.allCases)
    func aKernelWithoutAKindSaysSo(kind: NamespaceKind) throws {
        var host = Self.root
        host.namespaces.remove(kind)
        #expect(
            try availability(.init(name: "e", namespaces: [kind]), on: host)
                == .unavailable(reason: "\(kind.rawValue): this kernel has no \(kind.rawValue) namespaces"))
    }
}
