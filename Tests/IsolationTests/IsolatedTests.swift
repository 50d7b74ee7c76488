import Glibc
import Linux
import Testing

@testable import Isolation

/// What environments really contain.
@Suite(.needsRoot)
struct IsolatedTests {
    private func contradictions(_ definition: EnvironmentDefinition) throws -> [String] {
        let site = try Site(definition)
        return EvidenceCheck.contradictions(
            in: try site.evidence(), of: site.environment, against: try Site.bare().evidence())
    }

    @Test(arguments: EnvironmentCatalog.own)
    func everyEnvironmentIsWhatItClaims(definition: EnvironmentDefinition) throws {
        #expect(try contradictions(definition) == [])
    }

    /// One kind at a time: that one is new, and nothing else is.
    @Test(arguments: NamespaceKind.allCases)
    func aSingleNamespaceChangesNothingElse(kind: NamespaceKind) throws {
        #expect(try contradictions(.init(name: "single", namespaces: [kind])) == [])
    }

    @Test func allEightNamespacesDifferFromTheBaseline() throws {
        let bare = try Site.bare().evidence()
        let inside = try Site(try #require(EnvironmentCatalog.named("namespaces"))).evidence()
        for kind in NamespaceKind.allCases {
            #expect(inside[kind.property] != bare[kind.property], "\(kind)")
        }
        #expect(inside.rootMount != bare.rootMount)
        #expect(inside.rootInode == bare.rootInode, "the same files")
    }
}

/// The views from inside the environment `namespaces`.
@Suite(.needsNamespaces)
struct NamespacesTests {
    let site: Site

    init() throws { site = try Site(try #require(EnvironmentCatalog.named("namespaces"))) }

    @Test func theProgramIsProcessOneOfItsOwnProc() throws {
        let seen = try site.output(of: "echo $$; cat /proc/1/comm; cd /proc; echo [0-9]*")
        #expect(seen == "1\nsh\n1\n")
    }

    @Test func theHostNameIsItsOwnAndTheHostsIsKept() throws {
        let before = Machine.hostname
        #expect(try site.output(of: "cat /proc/sys/kernel/hostname") == "isocost\n")
        let cell = try Site(
            .init(name: "cell", [UTSNamespace(), UserNamespace(), HostName(hostname: "cell-17")]))
        #expect(try cell.output(of: "uname -n") == "cell-17\n")
        #expect(Machine.hostname == before)
    }

    @Test func loopbackIsUpAndAlone() throws {
        let interfaces = try site.output(of: "cat /proc/net/dev").split(separator: "\n").dropFirst(2)
        #expect(interfaces.allSatisfy { $0.contains("lo:") || $0.contains("tunl") || $0.contains("sit") })
        // With lo down there is no route to it, and /proc/net/fib_trie has no local address.
        #expect(try site.output(of: "cat /proc/net/fib_trie").contains("127.0.0.1"))
    }

    /// The whole map for root, and its own ids for an ordinary user.
    @Test func everyIdKeepsItsNumber() throws {
        let maps = try IdentityMaps.ofThisProcess(privileged: try Host.current().has(.setUserID))
        let inside = try site.output(of: "cat /proc/self/uid_map")
        #expect(IdentityMaps.identity(of: inside) == maps.users)
        let fields = inside.split(whereSeparator: \.isWhitespace)
        #expect(fields.count >= 3 && fields[0] == fields[1])
        #expect(try site.output(of: "id -u; id -g") == "\(geteuid())\n\(getegid())\n")
    }

    @Test func theOldRootIsGone() throws {
        let roots = try site.output(of: "cat /proc/self/mountinfo").split(separator: "\n")
            .filter { $0.split(separator: " ")[4] == "/" }
        #expect(roots.count == 1)
    }

    /// Cut loose: what is mounted inside never reaches the host.
    @Test(.needsRoot) func theHostsMountsStayAsTheyAre() throws {
        let before = try contents(of: "/proc/self/mountinfo")
        _ = try site.output(of: "mount -t tmpfs none /tmp && touch /tmp/inside")
        #expect(try contents(of: "/proc/self/mountinfo") == before)
        #expect(access("/tmp/inside", F_OK) == -1)
    }
}

/// chroot and pivot_root onto other folders than `/`.
@Suite(.needsRoot)
struct RootTests {
    private static let kinds: [any RootMechanism] = [ChangedRoot(), PivotedRoot()]

    private func site(_ root: any RootMechanism, _ path: String) throws -> Site {
        var root = root
        root.path = path
        return try Site(.init(name: "cell", [root] + (root.requirements.isEmpty ? [] : [MountNamespace()])))
    }

    @Test(arguments: kinds)
    func theFolderIsTheRoot(root: any RootMechanism) throws {
        var facts = stat()
        try #require(stat("/usr", &facts) == 0)
        // Where /lib64 is /usr/lib64, a dynamic program finds its loader in /usr as well.
        let loaders = ["/usr/lib64/ld-linux-x86-64.so.2", "/usr/lib/ld-linux-aarch64.so.1"]
        try #require(loaders.contains { access($0, F_OK) == 0 }, "/usr holds no whole system here")
        let file = try FileDescriptor(open: "/bin/sleep", O_RDONLY)
        let program = Program(
            executable: .descriptor(file.rawValue), arguments: ["sleep", "1000"], environment: [])
        let site = try site(root, "/usr")
        let child = try Launcher(plan: site.plan, program: program, affinity: nil).launch(streams: .inherited)
        #expect(try Evidence(of: child.pid).rootInode == facts.st_ino)
        #expect(access("/proc/\(child.pid)/root/bin", F_OK) == 0)
        #expect(access("/proc/\(child.pid)/root/usr", F_OK) == -1)
    }

    @Test(arguments: kinds)
    func aProgramHasToExistInside(root: any RootMechanism) throws {
        let empty = try ScratchFolder(in: "/tmp")
        let site = try site(root, empty.path)
        let failure = try site.launcher(["/bin/sleep", "1"]).failure()
        guard case .stepFailed("cell", let error) = try #require(failure) else {
            Issue.record("\(failure!)")
            return
        }
        #expect(error.code == ENOENT)
        #expect(error.advice.contains("root"))
    }

    @Test(arguments: kinds)
    func aMissingRootIsNamed(root: any RootMechanism) throws {
        let error = #expect(throws: IsolationError.self) { _ = try self.site(root, "/missing/root") }
        #expect("\(error!)".contains("root.path /missing/root is no folder"))
    }
}
