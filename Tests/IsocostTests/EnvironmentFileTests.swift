import Isolation
import Testing

@testable import isocost

struct EnvironmentFileTests {
    private func environment(_ text: String) throws -> Environment {
        try EnvironmentFile.parse(YAMLFile(text: text, name: "e.yaml"))
    }

    private func complaint(_ text: String) throws -> String {
        let error = #expect(throws: (any Error).self) { try environment(text) }
        return "\(try #require(error))"
    }

    /// Baselines are in every run, so that there is nothing to take back.
    private static let others = EnvironmentCatalog.all.dropFirst(2)

    @Test(arguments: others)
    func whatIsShownIsTakenBack(definition: EnvironmentDefinition) throws {
        #expect(try environment(EnvironmentFile.yaml(definition)).definition == definition)
    }

    @Test(arguments: ["yes", "0x10", "a: b", "#no", "", "it's \"so\"", "é\u{1F980}", " padded "])
    func oddTextsAreTakenBack(text: String) throws {
        let definition = EnvironmentDefinition(
            name: "n \(text)", summary: text, root: .init(kind: .chroot, path: "/srv/\(text)x"),
            namespaces: [.uts, .mount], hostname: text)
        #expect(try environment(EnvironmentFile.yaml(definition)).definition == definition)
    }

    @Test(arguments: [EnvironmentCatalog.bare, EnvironmentCatalog.bareTwin])
    func theNameOfTheBaselineIsTaken(definition: EnvironmentDefinition) throws {
        let complaint = try complaint(EnvironmentFile.yaml(definition))
        #expect(complaint.hasPrefix("e.yaml:1: '\(definition.name)' is the name of the baseline"))
    }

    @Test func theSupportedKeys() throws {
        let found = try environment(
            """
            name: my-cell
            summary: a cell of mine
            root: {kind: pivot, path: /srv/cell/}
            namespaces: [mount, pid, uts]
            hostname: cell
            """)
        #expect(
            found.definition
                == EnvironmentDefinition(
                    name: "my-cell", summary: "a cell of mine", root: .init(kind: .pivot, path: "/srv/cell"),
                    namespaces: [.mount, .pid, .uts], hostname: "cell"))
    }

    @Test func extendingKeepsWhatIsNotSaid() throws {
        let parent = try #require(EnvironmentCatalog.named("namespaces"))
        let same = try environment("name: mine\nextends: namespaces\n").definition
        #expect(same.root == parent.root && same.namespaces == parent.namespaces)
        #expect(same.name == "mine" && same.summary == nil)
        let fewer = try environment("name: mine\nextends: namespaces\nnamespaces: [mount, pid]\n").definition
        #expect(fewer.root == parent.root && fewer.namespaces == [.mount, .pid])
    }

    @Test(arguments: [
        ("namespaces: [pid]\n", "e.yaml:1: 'name' is missing"),
        ("name: e\nnamespaces: [mount, pdi]\n", "e.yaml:2: 'namespaces' cannot be 'pdi'; did you mean"),
        ("name: e\nnamespaces: pid\n", "e.yaml:2: 'namespaces' has to be a list"),
        ("name: e\nroot: chroot\n", "e.yaml:2: root has to be a mapping with the keys kind, path"),
        ("name: e\nroot: {path: /}\n", "e.yaml:2: 'kind' is missing in root"),
        ("name: e\nroot:\n  kind: chrot\n", "e.yaml:3: 'kind' cannot be 'chrot'; did you mean 'chroot'?"),
        ("name: e\nroot:\n  kind: chroot\n  path: srv\n", "e.yaml:4: 'path' has to be absolute"),
        ("name: e\nroot:\n  knd: chroot\n", "e.yaml:3: unknown key 'knd' in root; did you mean 'kind'?"),
        ("name: e\nextends: jial\n", "e.yaml:2: 'extends' names no environment: 'jial'"),
        (
            "name: e\nnamespace: [pid]\n",
            "e.yaml:2: unknown key 'namespace' in the environment; did you mean 'namespaces'?"
        ),
        ("name: e\nhostname: [a]\n", "e.yaml:2: 'hostname' has to be a text"),
    ])
    func whatIsWrongIsNamedWithItsLine(text: String, complaint: String) throws {
        #expect(try self.complaint(text).hasPrefix(complaint))
    }

    @Test func aContradictionIsNamed() throws {
        #expect(try complaint("name: e\nroot: {kind: pivot}\n") == "environment e: pivot needs mount as well")
        #expect(try complaint("name: e\nhostname: cell\n").contains("needs the uts namespace"))
    }

    @Test func aMissingFileIsNamed() throws {
        let error = #expect(throws: FileError.self) { try EnvironmentFile.read("/missing/e.yaml") }
        #expect("\(error!)".hasPrefix("/missing/e.yaml: cannot read it: "))
        #expect("\(error!)".contains("No such file or directory"))
    }
}

struct EnvironmentChoiceTests {
    @Test func namesOfTheCatalogue() throws {
        for definition in EnvironmentCatalog.all.dropFirst(2) {
            #expect(try EnvironmentChoice.find(definition.name)?.definition == definition)
        }
    }

    @Test(arguments: ["bare", "bare'"])
    func theBaselinesAreInEveryRunAnyway(name: String) throws {
        #expect(try EnvironmentChoice.find(name) == nil)
    }

    @Test func anUnknownNameIsAMistakeOfUse() throws {
        let failure = #expect(throws: Failure.self) { try EnvironmentChoice.find("chrooot") }
        #expect(failure?.status == .usage)
        #expect(
            failure?.message.contains("no environment is called 'chrooot'; did you mean 'chroot'?") == true)
    }

    @Test(arguments: ["/missing/e.yaml", "./missing", "missing.yaml", "missing.yml"])
    func whatLooksLikeAFileIsOne(path: String) throws {
        let failure = #expect(throws: Failure.self) { try EnvironmentChoice.find(path) }
        #expect(failure?.status == .usage)
        #expect(failure?.message.hasPrefix("\(path): cannot read it") == true)
    }
}
