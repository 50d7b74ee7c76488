import Testing

extension Integration {
    /// Suites and environments of the user's, from YAML: a mistake is named by file, line and key.
    @Suite struct FileInputTests {
        private let folder = try! TemporaryFolder()

        struct Mistake: CustomTestStringConvertible, Sendable {
            var text: String
            var says: [String]
            var testDescription: String { text.replacing("\n", with: " ⏎ ") }
        }

        static let suites = [
            Mistake(text: "", says: ["file.yaml", "empty"]),
            Mistake(text: "- a", says: ["file.yaml:1:", "name"]),
            Mistake(text: "workloads: [sys.null]", says: ["file.yaml:1:", "'name' is missing"]),
            Mistake(text: "name: a", says: ["file.yaml:1:", "'workloads' is missing"]),
            Mistake(
                text: "name: a\nworkload: [sys.null]", says: ["file.yaml:2:", "'workload'", "'workloads'"]),
            Mistake(text: "name: a\nworkloads: sys.null", says: ["file.yaml:2:", "list"]),
            Mistake(text: "name: a\nworkloads: []", says: ["file.yaml:2:", "'workloads'"]),
            Mistake(text: "name: a\nworkloads:\n- sys.nul", says: ["file.yaml:3:", "sys.null"]),
            Mistake(
                text: "name: a\nworkloads: [sys.null, 'sys.*']",
                says: ["file.yaml:2:", "'sys.null'", "twice"]),
            Mistake(
                text: "name: a\nworkloads: [{name: mem.latency, parameters: {workingset: 1MiB}}]",
                says: ["file.yaml:2:", "'workingset'", "'workingSet'"]),
            Mistake(
                text: "name: a\nworkloads: [{name: mem.latency, parameters: {workingSet: 1EiB}}]",
                says: ["file.yaml:2:", "'workingSet'", "1EiB"]),
            Mistake(
                text: "name: a\nworkloads: [{name: mem.latency, parameters: {workingSet: -5}}]",
                says: ["file.yaml:2:", "'workingSet'", "-5"]),
            Mistake(
                text: "name: a\nworkloads: [sys.null]\nbudget: 60", says: ["file.yaml:3:", "'budget'", "60s"]),
            Mistake(
                text: "name: a\nworkloads: [sys.null]\nprecision: fast",
                says: ["file.yaml:3:", "'precision'", "0.5%"]),
            Mistake(
                text: "name: a\nworkloads: [sys.null]\nenvironments: [chrot]",
                says: ["file.yaml:3:", "'chrot'", "'chroot'"]),
            Mistake(
                text: "name: a\nworkloads: [sys.null]\nenvironments: [chroot, chroot]",
                says: ["file.yaml:3:", "'chroot'", "twice"]),
            Mistake(
                text: "name: a\nname: b\nworkloads: [sys.null]", says: ["file.yaml:1:", "twice", "'name'"]),
            Mistake(text: "name: [a\nworkloads: x", says: ["file.yaml:2:", "not YAML"]),
        ]

        @Test(arguments: suites)
        func `a mistake in a suite`(mistake: Mistake) throws {
            try folder.makeFile("file.yaml", mistake.text)
            let words = ["run", "--suite", "file.yaml", "--budget", "500ms", "--output", "run"]
            try check(try Program.isocost(words, in: folder).run(), mistake)
        }

        static let environments = [
            Mistake(text: "root: {kind: chroot}", says: ["file.yaml:1:", "'name' is missing"]),
            Mistake(text: "name: bare", says: ["file.yaml:1:", "'bare'", "baseline"]),
            Mistake(text: "name: a\nnamespaces: [mnt]", says: ["file.yaml:2:", "'mnt'", "mount"]),
            Mistake(text: "name: a\nroot: {kind: chrot}", says: ["file.yaml:2:", "'chrot'", "'chroot'"]),
            Mistake(
                text: "name: a\nroot: {kind: chroot, path: here}",
                says: ["file.yaml:2:", "'path'", "absolute"]),
            Mistake(text: "name: a\nextends: jail", says: ["file.yaml:2:", "'jail'", "chroot"]),
            Mistake(
                text: "name: a\nnamespace: [pid]", says: ["file.yaml:2:", "'namespace'", "'namespaces'"]),
            Mistake(
                text: "name: a\nextends: ./file.yaml",
                says: ["file.yaml:2:", "circle", "file.yaml extends ./file.yaml"]),
            Mistake(text: "name: a\nruntime: bwrp", says: ["file.yaml:2:", "'bwrp'", "'bwrap'"]),
            Mistake(
                text: "name: a\nruntime: {name: bwrap, pth: /x}", says: ["file.yaml:2:", "'pth'", "'path'"]),
            Mistake(
                text: "name: a\nruntime: bwrap\nwrapper: [env, '{command}']",
                says: ["environment a", "runtime and wrapper exclude one another"]),
            Mistake(
                text: "name: a\nnamespaces: [user]\nmounts: [proc]",
                says: ["environment a", "proc needs mount as well", "namespaces: [mount]"]),
            Mistake(text: "name: a\nroot: {kind: pivot}", says: ["pivot", "mount"]),
            Mistake(text: "name: a\nhostname: b", says: ["hostname", "uts"]),
        ]

        @Test(arguments: environments)
        func `a mistake in an environment`(mistake: Mistake) throws {
            try folder.makeFile("file.yaml", mistake.text)
            let words = ["run", "--workload", "sys.null", "--env", "file.yaml", "--output", "run"]
            try check(try Program.isocost(words, in: folder).run(), mistake)
        }

        @Test func `a circle of files names them all`() throws {
            try folder.makeFile("first.yaml", "name: first\nextends: second.yaml\n")
            try folder.makeFile("second.yaml", "name: second\n\nextends: first.yaml\n")
            let words = ["run", "--workload", "sys.null", "--env", "first.yaml", "--output", "run"]
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 64 && end.errors.contains("second.yaml:3:"), "\(end)")
            let circle = "first.yaml extends second.yaml extends first.yaml"
            #expect(end.errors.contains(circle), "\(end)")
        }

        private func check(_ end: Finished, _ mistake: Mistake) throws {
            #expect(end.status == 64, "\(end)")
            for part in mistake.says { #expect(end.errors.contains(part), "\(end)") }
            #expect(end.errors.split(separator: "\n").count == 1, "one line, without the file's text: \(end)")
        }

        @Test func `two environments of one name are not taken for one`() throws {
            try folder.makeFile("mine.yaml", "name: namespaces\nnamespaces: [user, uts]\n")
            let words = ["run", "--workload", "sys.null", "--budget", "1s", "--output", "run"]
            let end = try Program.isocost(words + ["--env", "namespaces", "--env", "mine.yaml"], in: folder)
                .run()
            #expect(end.status == 64 && end.errors.contains("namespaces"), "\(end)")
        }

        @Test func `a suite of every kind of entry runs, in its own environments`() throws {
            try folder.makeFile(
                "suite.yaml",
                """
                name: mixed
                environments: [namespaces]
                workloads: [sys.null, {name: mem.latency, parameters: {workingSet: 64KiB}},
                            {name: nothing, command: ["true"]}]
                budget: 8s
                """)
            let words = ["run", "--suite", "suite.yaml", "--output", "run"]
            let end = try Program.isocost(words, in: folder).run()
            try #require(end.status == 0, "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            let names = Set(blocks.compactMap { $0["workload"]?.text })
            #expect(names == ["sys.null", "mem.latency(workingSet=64KiB)", "nothing"])
            #expect(blocks.allSatisfy { $0["arms"]?.keys == ["bare", "bare'", "namespaces"] })
        }

        @Test(arguments: ["chroot", "namespaces"])
        func `what env show prints is taken back`(name: String) throws {
            let yaml = try Program.isocost(["env", "show", name], in: folder).run()
            try #require(yaml.status == 0, "\(yaml)")
            try folder.makeFile("copy.yaml", yaml.output)
            let again = try Program.isocost(["env", "show", "copy.yaml"], in: folder).run()
            #expect(again.status == 0 && again.output == yaml.output, "\(again)")
        }
    }
}
