import Experiment
import Testing
import Workloads

@testable import isocost

struct SuiteFileTests {
    private func suite(_ text: String) throws -> Suite {
        try SuiteFile(file: YAMLFile(text: text, name: "s.yaml")).suite()
    }

    /// What is wrong with a suite, in words.
    private func complaint(_ text: String) throws -> String {
        let error = #expect(throws: FileError.self) { try suite(text) }
        return "\(try #require(error))"
    }

    @Test func theDocumentedExample() throws {
        let suite = try suite(
            """
            name: quick
            environments: [chroot, namespaces]
            workloads: ["cpu.*", {name: mem.latency, parameters: {workingSet: 32MiB}},
                        {name: sqlite, command: [sqlite3, ":memory:", "select 1"]}]
            precision: 1%
            budget: 60s
            """)
        #expect(suite.name == "quick")
        #expect(suite.environments.map(\.name) == ["chroot", "namespaces"])
        let cpu = try WorkloadCatalog.select("cpu.*").map(\.name)
        #expect(cpu.count > 1)
        #expect(suite.workloads.map(\.name) == cpu + ["mem.latency(workingSet=32MiB)", "sqlite"])
        #expect(suite.workloads.last?.work == .command(["sqlite3", ":memory:", "select 1"]))
        #expect(
            suite.workloads[cpu.count].work == .workload("mem.latency", parameters: ["workingSet": 32 << 20]))
        #expect(suite.precision == 0.01)
        #expect(suite.budgetSeconds == 60)
        #expect(suite.margin == nil)
    }

    @Test func whatIsLeftOutIsTheDefault() throws {
        let suite = try suite("name: s\nworkloads: [sys.null]\n")
        #expect(suite.environments.map(\.name) == (try SuiteCatalog.quick().environments.map(\.name)))
        #expect(suite.precision == nil && suite.budgetSeconds == nil)
    }

    /// In every run anyway.
    @Test func theBaselinesMayBeNamed() throws {
        let suite = try suite("name: s\nenvironments: [bare, \"bare'\", chroot]\nworkloads: [sys.null]\n")
        #expect(suite.environments.map(\.name) == ["chroot"])
    }

    @Test func numbersNeedNoQuotes() throws {
        let suite = try suite(
            "name: s\nworkloads: [{name: mem.latency, parameters: {workingSet: 1048576}}]\nprecision: 0.005\nmargin: 2%\n"
        )
        #expect(suite.workloads.map(\.name) == ["mem.latency(workingSet=1MiB)"])
        #expect(suite.precision == 0.005)
        #expect(suite.margin == 0.02)
    }

    @Test func anUnknownKeyIsNamedWithWhatWasMeant() throws {
        let complaint = try complaint("name: s\nworkloads: [sys.null]\nprecison: 1%\n")
        #expect(
            complaint.hasPrefix("s.yaml:3: unknown key 'precison' in the suite; did you mean 'precision'?"))
        #expect(complaint.contains("workloads"), "all keys are named")
    }

    @Test(arguments: [
        ("workloads: [sys.null]\n", "s.yaml:1: 'name' is missing"),
        ("name: s\n", "s.yaml:1: 'workloads' is missing"),
        ("name: s\nworkloads: []\n", "s.yaml:2: 'workloads' names none"),
        ("name: s\nworkloads: sys.null\n", "s.yaml:2: 'workloads' has to be a list"),
        ("name: [s]\nworkloads: [sys.null]\n", "s.yaml:1: 'name' has to be a text"),
        (
            "name: s\nworkloads: [sys.null]\nbudget: 60\n",
            "s.yaml:3: 'budget' cannot be '60': a duration such as"
        ),
        (
            "name: s\nworkloads: [sys.null]\nprecision: 5\n",
            "s.yaml:3: 'precision' cannot be '5': a fraction such as"
        ),
        (
            "name: s\nworkloads: [sys.null]\nenvironments: chroot\n",
            "s.yaml:3: 'environments' has to be a list"
        ),
        ("- a\n- b\n", "s.yaml:1: the suite has to be a mapping with the keys name"),
        ("", "s.yaml: the file is empty"),
    ])
    func whatIsWrongIsNamedWithItsLine(text: String, complaint: String) throws {
        #expect(try self.complaint(text).hasPrefix(complaint))
    }

    @Test func whatIsNoYAMLIsNamedWithItsLine() throws {
        #expect(
            try complaint("name: s\nworkloads: [sys.null\nbudget: 5s\n").hasPrefix("s.yaml:3: not YAML: "))
        #expect(try complaint("name: s\n\tworkloads: x\n").hasPrefix("s.yaml:2: not YAML: "))
    }

    /// The second one would win in silence.
    @Test func aKeyThatComesTwiceIsNamedWithItsLine() throws {
        let complaint = try complaint("name: s\nworkloads: [sys.null]\nname: t\n")
        #expect(Int(complaint.split(separator: ":")[1]) != nil)
        #expect(complaint.contains("'name'") && !complaint.contains("\n"))
    }
}

struct SuiteWorkloadTests {
    private func complaint(_ workload: String) throws -> String {
        let text = "name: s\nworkloads:\n  - cpu.integer\n  - \(workload)\n"
        let error = #expect(throws: FileError.self) {
            try SuiteFile(file: YAMLFile(text: text, name: "s.yaml")).suite()
        }
        return "\(try #require(error))"
    }

    @Test(arguments: [
        ("mem.latenzy", "no workload is called 'mem.latenzy'; did you mean mem.latency"),
        ("{name: mem.latenzy}", "no workload is called 'mem.latenzy'; did you mean mem.latency"),
        ("nothing.*", "no workload is called 'nothing.*'"),
        ("{name: mem.latency, parameters: {workingset: 1MiB}}", "did you mean 'workingSet'"),
        ("{name: mem.latency, parameters: {workingSet: much}}", "parameter 'workingSet' cannot be \"much\""),
        ("{name: mem.latency, parameters: [1]}", "'parameters' has to be a mapping"),
        ("{command: [ls]}", "'name' is missing"),
        ("{name: x, command: []}", "'command' is empty"),
        ("{name: x, command: ls -l}", "'command' has to be a list"),
        ("{name: x, command: [ls], parameters: {a: 1}}", "a command has no parameters"),
        ("{name: x, comand: [ls]}", "unknown key 'comand' in a workload; did you mean 'command'?"),
        ("cpu.integer", "workload 'cpu.integer' comes twice"),
        ("\"cpu.*\"", "workload 'cpu.integer' comes twice"),
        ("[a]", "a workload has to be a mapping"),
    ])
    func whatIsWrongIsNamedWithItsLine(workload: String, message: String) throws {
        let complaint = try complaint(workload)
        #expect(complaint.hasPrefix("s.yaml:4: "))
        #expect(complaint.contains(message))
    }
}

struct SuiteEnvironmentTests {
    private func complaint(_ environments: String) throws -> String {
        let text = "name: s\nworkloads: [sys.null]\nenvironments:\n  - chroot\n  - \(environments)\n"
        let error = #expect(throws: (any Error).self) {
            try SuiteFile(file: YAMLFile(text: text, name: "/missing/s.yaml")).suite()
        }
        return "\(try #require(error))"
    }

    @Test func anUnknownNameIsNamedWithWhatWasMeant() throws {
        let complaint = try complaint("namespace")
        #expect(complaint.hasPrefix("/missing/s.yaml:5: no environment is called 'namespace'"))
        #expect(complaint.contains("did you mean 'namespaces'?"))
    }

    /// Beside the suite, wherever isocost was started.
    @Test func aFileIsLookedForInTheSuitesFolder() throws {
        #expect(try complaint("cell.yaml").contains("/missing/cell.yaml"))
        #expect(try complaint("/elsewhere/cell.yaml").contains("/elsewhere/cell.yaml"))
        #expect(!(try complaint("/elsewhere/cell.yaml").contains("/missing//elsewhere")))
    }

    /// Two arms of one name can't be told apart in a result.
    @Test func anEnvironmentThatComesTwiceIsRefused() throws {
        #expect(try complaint("chroot").contains("chroot"))
    }
}

struct SuiteCatalogTests {
    @Test func quickIsEverything() throws {
        let quick = try SuiteCatalog.quick()
        #expect(SuiteCatalog.names.contains(quick.name))
        #expect(quick.workloads.map(\.name) == WorkloadCatalog.all.map(\.name))
        #expect(!quick.environments.contains { $0.name.hasPrefix("bare") })
    }
}
