import Glibc
import Linux
import Testing

extension Integration {
    /// Roots that hold no program: the worker is executed by descriptor and needs no file.
    @Suite(.needsRoot)
    struct MinimalRootTests {
        private let folder = try! TemporaryFolder()

        private func run(
            _ environment: String, folders: [String], workloads: [String], budget: String = "2s"
        ) throws -> Finished {
            let root = try folder.makeFolder("root")
            for name in folders { _ = try folder.makeFolder("root/\(name)") }
            try folder.makeFile("mini.yaml", environment.replacing("ROOT", with: root))
            let chosen = workloads.flatMap { ["--workload", $0] }
            let words = [
                "run", "--env", "mini.yaml", "--budget", budget, "--output", "run", "--format", "json",
            ]
            return try Program.isocost(words + chosen, in: folder).run()
        }

        private static let chroot = "name: mini\nroot: {kind: chroot, path: ROOT}\n"
        private static let pivot = """
            name: mini
            root: {kind: pivot, path: ROOT}
            namespaces: [mount, pid, uts, ipc, net, user, cgroup, time]

            """

        @Test func `a chroot onto an empty folder does what needs no files`() throws {
            let end = try run(Self.chroot, folders: [], workloads: ["cpu.integer", "sys.null", "mem.fault"])
            try #require(end.status == 0, "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            #expect(Set(blocks.compactMap { $0["workload"]?.text }).count == 3)
            for block in blocks {
                let (bare, mini) = (block["arms"]?["bare"], block["arms"]?["mini"])
                #expect(mini?["checksum"] == bare?["checksum"] && mini != nil)
                #expect(mini?["evidence"]?["rootInode"] != bare?["evidence"]?["rootInode"])
            }
        }

        @Test func `work on files says what the root lacks, and the other arms are measured`() throws {
            let end = try run(Self.chroot, folders: [], workloads: ["io.metadata", "cpu.integer"])
            try #require(end.status == 0, "\(end)")
            let all = try RecordedRun("\(folder.path)/run").blocks
            #expect(all.contains { $0["workload"] == .text("cpu.integer") && $0["arms"]?["mini"] != nil })
            let blocks = all.filter { $0["workload"] == .text("io.metadata") }
            #expect(blocks.allSatisfy { $0["arms"]?.keys == ["bare", "bare'"] } && !blocks.isEmpty)
            let missing = try JSON(end.output)["unavailable"]?.list?.first {
                $0["environment"] == .text("mini")
            }
            #expect(missing?["reason"]?.text?.contains("\(folder.path)/root has no folder /var/tmp") == true)
        }

        @Test func `where nothing else was asked for, that ends the run`() throws {
            let end = try run(Self.chroot, folders: [], workloads: ["io.metadata"])
            #expect(end.status == 77 && end.output.isEmpty, "\(end)")
            for part in ["mini", "io.metadata", "has no folder /var/tmp"] {
                #expect(end.errors.contains(part))
            }
            #expect(access("\(folder.path)/run", F_OK) != 0)
        }

        @Test func `work on files is done where the root has the folder, and leaves nothing in it`() throws {
            let end = try run(
                Self.chroot, folders: ["var/tmp"], workloads: ["io.metadata", "io.read.random"])
            try #require(end.status == 0, "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            #expect(blocks.allSatisfy { $0["arms"]?["mini"] != nil } && !blocks.isEmpty)
            #expect(names(in: "\(folder.path)/root/var/tmp").isEmpty)
        }

        @Test func `namespaces onto a root with the folders that they need`() throws {
            let end = try run(
                Self.pivot, folders: ["var/tmp", "proc"], workloads: ["sys.null", "io.metadata"])
            try #require(end.status == 0, "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            #expect(blocks.allSatisfy { $0["arms"]?["mini"] != nil } && !blocks.isEmpty)
        }

        @Test func `namespaces onto a root without a proc folder say what is missing`() throws {
            let end = try run(Self.pivot, folders: [], workloads: ["sys.null"])
            #expect(end.status == 70 || end.status == 64, "\(end)")
            #expect(end.errors.contains("mini") && end.errors.contains("/proc"), "\(end)")
            #expect(end.errors.contains("\(folder.path)/root"), "the root to put it in is named: \(end)")
        }

        @Test func `a chroot inside namespaces has a proc of its own as well`() throws {
            let environment = """
                name: mini
                root: {kind: chroot, path: ROOT}
                namespaces: [mount, pid]

                """
            let end = try run(environment, folders: ["proc"], workloads: ["sys.null"])
            #expect(end.status == 0, "\(end)")
        }

        @Test(arguments: ["chroot", "pivot"])
        func `a root that is not there is named`(kind: String) throws {
            let namespaces = kind == "pivot" ? "namespaces: [mount]\n" : ""
            let environment = "name: mini\nroot: {kind: \(kind), path: ROOT/nowhere}\n\(namespaces)"
            let end = try run(environment, folders: [], workloads: ["sys.null"])
            #expect(end.status == 70 || end.status == 64, "\(end)")
            #expect(end.errors.contains("\(folder.path)/root/nowhere"), "\(end)")
            #expect(!end.errors.contains(" : "), "no empty subject: \(end)")
        }

        @Test func `a command that is not in the root says so`() throws {
            _ = try run(Self.chroot, folders: [], workloads: ["sys.null"], budget: "500ms")
            var program = Program.isocost(
                [
                    "run", "--env", "\(folder.path)/mini.yaml", "--output", "\(folder.path)/other", "--",
                    "true",
                ],
                in: folder)
            program.directory = "/"
            let end = try program.run()
            #expect(end.status == 70 && end.errors.contains("mini"), "\(end)")
            #expect(end.errors.contains("inside this environment's root"))
        }
    }
}
