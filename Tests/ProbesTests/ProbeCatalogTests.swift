import Testing

@testable import Probes

@Suite struct ProbeCatalogTests {
    @Test func namesAreUniqueAndInGroups() {
        let names = ProbeCatalog.properties.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.split(separator: ".").count == 2, "\(name)")
            #expect(ProbeCatalog.named(name)?.property.name == name)
        }
    }

    /// Rows of one group stand together in the matrix.
    @Test func groupsAreNotTorn() {
        let groups = ProbeCatalog.properties.map(\.group)
        let changes = zip(groups, groups.dropFirst()).count { $0 != $1 }
        #expect(changes == Set(groups).count - 1)
    }

    @Test(arguments: ProbeCatalog.properties)
    func everyPropertyIsSaidInALine(property: Property) {
        for text in [property.title, property.attempt] {
            #expect(
                !text.isEmpty && !text.contains("\n") && !text.hasSuffix("."), "\(property.name): \(text)")
        }
        #expect(property.promisedBy.allSatisfy { !$0.isEmpty }, "an empty set would promise everywhere")
    }

    @Test func globsSelectInTheOrderOfTheMatrix() throws {
        #expect(try ProbeCatalog.select("ipc.*").map(\.name) == ["ipc.sysv", "ipc.mqueue", "ipc.shm"])
        #expect(try ProbeCatalog.select("*").map(\.name) == ProbeCatalog.properties.map(\.name))
        #expect(try ProbeCatalog.select("net.port").count == 1)
    }

    @Test func anUnknownNameComesWithTheNearest() {
        let error = #expect(throws: ProbeError.self) { try ProbeCatalog.select("net.prt") }
        #expect(error == .unknownProperty("net.prt", nearest: ["net.port"]))
        #expect("\(error!)".contains("'net.prt'; did you mean net.port?"))
    }

    @Test func aPromiseNeedsAllOfOneSet() {
        let property = Property("a.b", "t", attempt: "a", promisedBy: [["pid", "proc"], ["user"]])
        #expect(property.promise(among: ["mount", "pid"]) == nil)
        #expect(property.promise(among: ["mount", "pid", "net", "proc"]) == ["pid", "proc"])
        #expect(property.promise(among: ["user"]) == ["user"])
        #expect(property.promise(among: []) == nil)
        let fragile = Property("a.b", "t", attempt: "a", promisedBy: [["net"]], takenBackBy: ["veth"])
        #expect(fragile.promise(among: ["net", "pid"]) == ["net"])
        #expect(fragile.promise(among: ["net", "veth"]) == nil)
        #expect(Property("a.b", "t", attempt: "a").promise(among: ["user"]) == nil)
    }
}
