import Glibc
import Isolation
import Linux
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
        var definition = EnvironmentDefinition(name: "n \(text)", summary: text, namespaces: [.uts, .mount])
        let root: [Setting.Member] = [.init("kind", .text("chroot")), .init("path", .text("/srv/\(text)x"))]
        try definition.set("root", to: .members(root))
        try definition.set("hostname", to: .text(text))
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
        #expect(found.name == "my-cell" && found.summary == "a cell of mine")
        #expect(found.rootPath == "/srv/cell")
        #expect(found.mechanisms.map(\.name) == ["mount", "pid", "uts", "hostname", "pivot", "proc"])
        #expect(try EnvironmentFile.yaml(found.definition).contains("hostname: cell"))
    }

    @Test func extendingKeepsWhatIsNotSaid() throws {
        let parent = try Environment(EnvironmentCatalog.namespaces)
        let same = try environment("name: mine\nextends: namespaces\n")
        #expect(same.mechanisms.map(\.name) == parent.mechanisms.map(\.name))
        #expect(same.name == "mine" && same.definition.summary == nil)
        let fewer = try environment("name: mine\nextends: namespaces\nnamespaces: [mount, pid]\n")
        #expect(fewer.mechanisms.map(\.name) == ["mount", "pid", "pivot", "proc"])
        let none = try environment("name: mine\nextends: namespaces\nnamespaces: [mount]\nmounts: []\n")
        #expect(none.mechanisms.map(\.name) == ["mount", "pivot"])
    }

    /// `mounts: []` is not the same as saying nothing of mounts.
    @Test func anEmptyListIsKept() throws {
        let text = "name: mine\nnamespaces: [mount, pid]\nmounts: []\n"
        let found = try environment(text)
        #expect(found.mechanisms.map(\.name) == ["mount", "pid"])
        let again = try environment(EnvironmentFile.yaml(found.definition))
        #expect(again.mechanisms.map(\.name) == ["mount", "pid"])
    }

    @Test(arguments: [
        ("namespaces: [pid]\n", "e.yaml:1: 'name' is missing"),
        ("name: e\nnamespaces: [mount, pdi]\n", "e.yaml:2: 'namespaces' cannot be 'pdi'; did you mean"),
        ("name: e\nnamespaces: pid\n", "e.yaml:2: 'namespaces' has to be a list"),
        ("name: e\nroot: chrot\n", "e.yaml:2: 'root' cannot be 'chrot'; did you mean 'chroot'?"),
        ("name: e\nroot: [chroot]\n", "e.yaml:2: root has to be a mapping with the keys kind, path"),
        (
            "name: e\nroot: {kind: host, path: /srv}\n",
            "e.yaml:2: 'path' needs the kind chroot or pivot or read-only, not host"
        ),
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
        #expect(
            try complaint("name: e\nroot: {kind: pivot}\n")
                == "environment e: pivot needs mount as well, as in 'namespaces: [mount]'")
        #expect(
            try complaint("name: e\nhostname: cell\n").contains(
                "hostname needs uts as well, as in 'namespaces: [uts]'"))
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

/// `extends` with a file.
final class ExtendedFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder(in: "/tmp") }

    private func write(_ name: String, _ text: String) throws -> String {
        let path = "\(folder.path)/\(name)"
        try FileDescriptor(open: path, O_WRONLY | O_CREAT | O_TRUNC).write(Array(text.utf8))
        return path
    }

    @Test func whatAFileSaysIsInherited() throws {
        _ = try write("base.yaml", "name: base\nextends: namespaces\nhostname: base\n")
        let path = try write("mine.yaml", "name: mine\nextends: base.yaml\nnamespaces: [uts]\nroot: host\n")
        let found = try EnvironmentFile.read(path)
        #expect(found.name == "mine")
        #expect(found.mechanisms.map(\.name) == ["uts", "hostname"])
    }

    @Test func aCircleIsNamedWithItsFiles() throws {
        let first = try write("a.yaml", "name: a\nextends: b.yaml\n")
        let second = try write("b.yaml", "name: b\nextends: ./a.yaml\n")
        let error = #expect(throws: FileError.self) { try EnvironmentFile.read(first) }
        #expect(
            "\(error!)"
                == "\(second):2: 'extends' goes in a circle: \(first) extends \(second) extends \(folder.path)/./a.yaml"
        )
    }

    @Test func aMistakeIsNamedInTheFileThatMakesIt() throws {
        let base = try write("base.yaml", "name: base\nnamespaces: [pdi]\n")
        let path = try write("mine.yaml", "name: mine\nextends: base.yaml\n")
        let error = #expect(throws: FileError.self) { try EnvironmentFile.read(path) }
        #expect("\(error!)".hasPrefix("\(base):2: 'namespaces' cannot be 'pdi'"))
        let lost = try write("lost.yaml", "name: lost\nextends: missing.yaml\n")
        let missing = #expect(throws: FileError.self) { try EnvironmentFile.read(lost) }
        #expect("\(missing!)".hasPrefix("\(lost):2: 'extends': \(folder.path)/missing.yaml: cannot read it"))
    }
}
