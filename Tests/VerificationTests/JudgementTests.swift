import Experiment
import Isolation
import Probes
import Results
import Testing

@testable import Verification

@Suite struct JudgementTests {
    private static let refused = Outcome(.isolated, "mknod gave EPERM")
    private static let reached = Outcome(.shared, "read")

    @Test func whatBareReachesIsIsolatedElsewhere() {
        #expect(Judgement.judge(Self.refused, control: Self.reached) == Self.refused)
        #expect(Judgement.judge(Self.refused, control: Outcome(.escaped, "")) == Self.refused)
    }

    @Test func whatIsRefusedInBareSaysNothing() {
        let bare = Judgement.judge(Self.refused, control: nil)
        #expect(bare.verdict == .notApplicable && bare.detail.contains("mknod gave EPERM"))
        let elsewhere = Judgement.judge(Outcome(.isolated, "ENOENT"), control: Self.refused)
        #expect(elsewhere.verdict == .notApplicable)
        #expect(elsewhere.detail == "refused in bare as well: mknod gave EPERM")
    }

    /// A user namespace gives rights that bare does not have: what is reached there is reached.
    @Test(arguments: [Verdict.shared, .escaped, .notApplicable])
    func whatIsReachedStandsWhateverTheControl(verdict: Verdict) {
        let outcome = Outcome(verdict, "x", value: 3)
        #expect(Judgement.judge(outcome, control: Self.refused) == outcome)
        #expect(Judgement.judge(outcome, control: nil) == outcome)
    }

    private func document(inside verdict: Verdict, bare: Verdict = .shared) throws -> VerificationDocument {
        let property = try #require(ProbeCatalog.named("net.port")).property
        let namespaces = try Environment(#require(EnvironmentCatalog.named("namespaces")))
        let chroot = try Environment(#require(EnvironmentCatalog.named("chroot")))
        return Judgement.document(
            of: [
                Column(
                    environment: try Environment(EnvironmentCatalog.bare),
                    outcomes: [(property, Outcome(bare, "b"))]),
                Column(environment: chroot, outcomes: [(property, Outcome(verdict, "c"))]),
                Column(environment: namespaces, outcomes: [(property, Outcome(verdict, "n"))]),
                Column(environment: namespaces, unavailable: "no reason"),
            ], properties: [property],
            run: .init(startedAt: "", durationSeconds: 0, version: "", userID: 0), host: .ofThisMachine())
    }

    @Test(arguments: [(Verdict.shared, true), (.escaped, true), (.isolated, false), (.notApplicable, false)])
    func onlyAReachedHostBreaksAPromise(verdict: Verdict, fails: Bool) throws {
        let document = try document(inside: verdict)
        let (chroot, namespaces) = (document.outcomes[1], document.outcomes[2])
        #expect(namespaces.promisedBy == ["net"])
        #expect(namespaces.failed == fails)
        #expect(chroot.promisedBy.isEmpty && !chroot.failed, "chroot promises nothing of the network")
        #expect(document.failures == (fails ? [namespaces] : []))
        #expect(document.outcomes[0].promisedBy.isEmpty)
    }

    @Test func whatBareIsRefusedBreaksNoPromise() throws {
        let document = try document(inside: .isolated, bare: .isolated)
        #expect(document.outcomes.map(\.verdict) == ["n/a", "n/a", "n/a"])
        #expect(document.failures.isEmpty)
    }

    @Test func aColumnWithoutOutcomesKeepsItsReason() throws {
        let document = try document(inside: .isolated)
        #expect(document.environments.map(\.unavailable) == [nil, nil, nil, "no reason"])
        #expect(document.outcomes.count == 3)
    }

    private func promises(_ yaml: EnvironmentDefinition, _ property: String) throws -> [String] {
        Column(environment: try Environment(yaml)).promise(
            of: try #require(ProbeCatalog.named(property)).property)
    }

    @Test func aMechanismPromisesAsItIsSetUp() throws {
        let container = try #require(EnvironmentCatalog.named("container"))
        #expect(try promises(container, "kernel.calls") == ["seccomp"])
        #expect(try promises(container, "kernel.module") == ["capabilities"])
        #expect(try promises(container, "limits.processes") == ["pidsMax"])
        #expect(try promises(container, "limits.memory") == [], "its memory cgroup has no limit")
        // Docker's defaults leave CAP_MKNOD and CAP_SYS_CHROOT.
        #expect(try promises(container, "root.device") == [])
        #expect(try promises(EnvironmentCatalog.bare, "kernel.calls") == [])
    }

    /// A promise of a property that does not exist would never be held against anything.
    @Test func whatIsPromisedExists() {
        let known = Set(ProbeCatalog.properties.map(\.name))
        for mechanism in MechanismCatalog.all {
            #expect(known.isSuperset(of: mechanism.promises), "\(mechanism.name)")
        }
    }

    /// A promise by a mechanism that does not exist would never be held against anything.
    @Test func whoPromisesExists() {
        let known = Set(MechanismCatalog.all.map(\.name))
        for property in ProbeCatalog.properties {
            for promising in property.promisedBy {
                #expect(known.isSuperset(of: promising), "\(property.name)")
            }
            #expect(known.isSuperset(of: property.takenBackBy), "\(property.name)")
        }
    }

    @Test func aMissingProbeIsNamed() {
        let error = VerificationError.probeMissing(tried: ["/a", "/b"])
        #expect("\(error)".contains("/a, /b") && "\(error)".contains("ISOCOST_PROBE"))
    }
}
