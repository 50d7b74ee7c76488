import Glibc
import Linux
import Testing

@testable import Isolation

struct LaunchPlanTests {
    private static let bind = Step.mount(
        source: "/", target: "/x", type: nil, flags: UInt(MS_BIND), data: nil)

    @Test func stepsGoByPhaseThenAsTheyWereAdded() {
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        plan.add(.unmount(target: "a", flags: 0), at: .oldRoot)
        plan.add(.changeFolder("b"), at: .root)
        plan.add(.changeFolder("c"), at: .root)
        plan.add(Self.bind, at: .mounts)
        plan.add(.loopbackUp, at: .network)
        plan.add(.changeFolder("d"), at: .root)
        plan.add(.hostname("h"), at: .identity)
        plan.add(.changeRoot("p"), at: .propagation)
        #expect(
            plan.steps == [
                .changeRoot("p"), .hostname("h"), .loopbackUp, .changeFolder("b"), .changeFolder("c"),
                .changeFolder("d"), Self.bind, .unmount(target: "a", flags: 0),
            ])
    }

    @Test(arguments: [
        bind, .unmount(target: "/x", flags: 0), .pivotRoot(new: ".", old: "."),
    ])
    func whatWouldChangeTheHostsMountsIsRefused(step: Step) throws {
        var plan = LaunchPlan(environment: "reckless", stagingFolder: "/x")
        plan.add(.loopbackUp, at: .network)
        plan.add(step, at: .root)
        let error = #expect(throws: IsolationError.self) { try plan.validate() }
        guard case .invalid("reckless", let reason) = error else {
            Issue.record("\(error!)")
            return
        }
        #expect(reason.contains(step.summary))
        #expect(reason.contains("mount namespace"))
        plan.addCloneFlag(NamespaceKind.mount.cloneFlag)
        try plan.validate()
    }

    @Test func stepsThatChangeNoMountsNeedNoNamespace() throws {
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        for step in [Step.changeRoot("/"), .changeFolder("/"), .enter(descriptor: 3, name: "/")] {
            plan.add(step, at: .root)
        }
        try plan.validate()
        #expect(plan.steps.count == 3)
    }

    @Test func cloneFlagsAddUp() {
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        for kind in NamespaceKind.allCases {
            #expect(!plan.has(cloneFlag: kind.cloneFlag))
            plan.addCloneFlag(kind.cloneFlag)
            #expect(plan.has(cloneFlag: kind.cloneFlag))
        }
        // linux/sched.h
        #expect(plan.cloneFlags == 0x7E02_0080)
    }

    /// A copy of a plan is as good as the plan, and the last one closes.
    @Test func heldDescriptorsLiveAsLongAsAnyCopy() throws {
        var pipe = try Pipe()
        let reader = pipe.takeReader()
        var copy: LaunchPlan?
        do {
            var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
            _ = plan.hold(pipe.takeWriter())
            copy = plan
        }
        #expect(fcntl(reader.rawValue, F_SETFL, O_NONBLOCK) == 0)
        var code: Int32 = 0
        do { _ = try reader.read(upTo: 1) } catch { code = error.code }
        #expect(code == EAGAIN, "there is still a writer")
        #expect(copy != nil)
        copy = nil
        // Children that other tests launch hold a copy until their exec.
        var waited = pollfd(fd: reader.rawValue, events: 0, revents: 0)
        #expect(
            poll(&waited, 1, 10_000) == 1 && waited.revents & Int16(POLLHUP) != 0, "the last writer is gone")
    }
}

struct IdentityMapsTests {
    /// A map as user_namespaces(7) prints it: inside, outside, length.
    @Test func everyIdKeepsItsNumber() {
        #expect(IdentityMaps.identity(of: "         0          0 4294967295\n") == "0 0 4294967295\n")
    }

    /// Inside a container the ids outside are other ones, and of no concern: only those inside can be mapped.
    @Test func onlyIdsThatExistAreMapped() {
        let map = "         0     100000      65536\n     70000       1000          1\n"
        #expect(IdentityMaps.identity(of: map) == "0 0 65536\n70000 70000 1\n")
    }

    @Test func linesThatAreNoRangesAreLeftOut() {
        #expect(IdentityMaps.identity(of: "\n1 2\n") == "")
    }

    @Test func anOrdinaryUserMapsItself() throws {
        let maps = try IdentityMaps.ofThisProcess(privileged: false)
        #expect(maps.users == "\(geteuid()) \(geteuid()) 1\n")
        #expect(maps.groups == "\(getegid()) \(getegid()) 1\n")
        #expect(maps.deniesSetgroups)
    }

    @Test func rootMapsAllThereIs() throws {
        let maps = try IdentityMaps.ofThisProcess(privileged: true)
        #expect(maps.users == IdentityMaps.identity(of: try contents(of: "/proc/self/uid_map")))
        #expect(!maps.users.isEmpty && !maps.groups.isEmpty)
        #expect(!maps.deniesSetgroups)
    }
}
