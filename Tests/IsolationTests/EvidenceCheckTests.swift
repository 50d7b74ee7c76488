import Foundation
import Testing

@testable import Isolation

struct EvidenceCheckTests {
    /// As of a root user's process on a host with nothing isolated.
    private static func evidence() throws -> Evidence {
        let json = """
            {"mnt":1,"pid":2,"uts":3,"ipc":4,"net":5,"user":6,"cgroup":7,"time":8,
             "rootDevice":"254:1","rootInode":2,"rootMount":30,
             "capInh":"0000000000000000","capPrm":"000001ffffffffff","capEff":"000001ffffffffff",
             "capBnd":"000001ffffffffff","capAmb":"0000000000000000",
             "noNewPrivs":"0","seccomp":"0","seccompFilters":"0","cgroupPath":"0::/","affinity":"1","mounts":40}
            """
        return try JSONDecoder().decode(Evidence.self, from: Data(json.utf8))
    }

    private func contradictions(
        _ definition: EnvironmentDefinition, _ change: (inout Evidence) -> Void = { _ in }
    ) throws -> [String] {
        let bare = try Self.evidence()
        var observed = bare
        change(&observed)
        return EvidenceCheck.contradictions(in: observed, of: try Environment(definition), against: bare)
    }

    private static let chroot = EnvironmentDefinition(name: "chroot", [ChangedRoot()])

    @Test func theTwinHasToEqualTheBaseline() throws {
        #expect(try contradictions(EnvironmentCatalog.bareTwin).isEmpty)
        let found = try contradictions(EnvironmentCatalog.bareTwin) {
            $0.mnt = 99
            $0.seccomp = "2"
        }
        #expect(found == ["mnt is 99, that of bare is 1", "seccomp is 2, that of bare is 0"])
    }

    @Test func whatHasToDifferMustNotBeThatOfBare() throws {
        #expect(try contradictions(Self.chroot) == ["rootMount is that of bare (30)"])
        #expect(try contradictions(Self.chroot) { $0.rootMount = 31 }.isEmpty)
    }

    @Test func whatMayDifferMay() throws {
        let found = try contradictions(Self.chroot) {
            $0.rootMount = 31
            $0.rootInode = 77
            $0.rootDevice = "254:9"
            $0.mounts = 0
        }
        #expect(found.isEmpty)
    }

    /// An arm that is isolated more than it claims would blame the wrong mechanism.
    @Test func nothingElseMayDiffer() throws {
        let found = try contradictions(Self.chroot) {
            $0.rootMount = 31
            $0.net = 99
            $0.capEff = "0000000000000000"
            $0.affinity = "0-1"
            $0.cgroupPath = "0::/else"
        }
        #expect(found.count == 4)
        for property in ["net", "capEff", "affinity", "cgroupPath"] {
            #expect(found.contains { $0.hasPrefix("\(property) is ") })
        }
    }

    @Test(arguments: NamespaceKind.allCases)
    func aNamespaceHasToBeAnotherOne(kind: NamespaceKind) throws {
        let found = try contradictions(.init(name: "e", namespaces: [kind]))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(kind.procName) is that of bare") == true)
    }

    @Test func allNamespacesHaveToBeOthers() throws {
        let all = try #require(EnvironmentCatalog.named("namespaces"))
        // The eight kinds, the root mount, and /proc.
        #expect(try contradictions(all).count == 10)
    }

    @Test func theTableHoldsEveryProperty() throws {
        let evidence = try Self.evidence()
        #expect(Set(evidence.table.keys) == Set(Evidence.Property.allCases.map(\.rawValue)))
        let json = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(evidence)) as? [String: Any])
        #expect(Set(json.keys) == Set(evidence.table.keys))
        #expect(evidence.table["rootDevice"] == "254:1")
        #expect(evidence.table["mnt"] == "1")
    }
}

struct EvidenceTests {
    @Test func ofAChildIsThatOfTheHarnessWhenNothingIsIsolated() throws {
        let site = try Site.bare()
        let evidence = try site.evidence()
        #expect(evidence.mnt > 0 && evidence.time > 0)
        #expect(evidence.capEff.count == 16)
        let again = try site.evidence()
        #expect(EvidenceCheck.contradictions(in: again, of: site.environment, against: evidence).isEmpty)
    }

    @Test func ofNoProcessNamesTheFile() {
        let error = #expect(throws: (any Error).self) { try Evidence(of: 1 << 23) }
        #expect("\(error!)".contains("/proc/\(1 << 23)/ns/mnt: No such file or directory"))
    }
}
