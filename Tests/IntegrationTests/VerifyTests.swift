import Glibc
import Linux
import Testing

extension Integration {
    /// What environments contain on the real kernel.
    @Suite struct VerifyTests {
        private let folder = try! TemporaryFolder()

        private func verify(_ arguments: String...) throws -> Finished {
            try Program.isocost(["verify"] + arguments, in: folder).run()
        }

        private func matrix(_ arguments: String...) throws -> VerifiedMatrix {
            let end = try Program.isocost(["verify", "--format", "json"] + arguments, in: folder).run()
            try #require(end.status == 0, "\(end)")
            return try VerifiedMatrix(end.output)
        }

        @Test(.needsRoot) func `bare shares everything that can be attempted`() throws {
            let matrix = try matrix("--env", "bare")
            #expect(matrix.environments == ["bare"])
            // The control of the chroot: chroot(2) does not hold a root user, here as anywhere.
            #expect(matrix["bare", "root.chroot"] == "escaped")
            let rest = matrix.outcomes(of: "bare").filter { $0.property != "root.chroot" }
            for outcome in rest { #expect(["shared", "n/a"].contains(outcome.verdict), "\(outcome)") }
            #expect(rest.count > 20 && rest.count { $0.verdict == "n/a" } < 8, "\(rest)")
        }

        @Test(.needsRoot) func `namespaces isolate what they promise`() throws {
            let matrix = try matrix("--env", "namespaces")
            let promised = matrix.outcomes(of: "namespaces").filter { !$0.promisedBy.isEmpty }
            for outcome in promised { #expect(["isolated", "n/a"].contains(outcome.verdict), "\(outcome)") }
            #expect(promised.count { $0.verdict == "isolated" } >= 15, "\(promised)")
            for name in [
                "processes.seen", "processes.ptrace", "net.port", "net.abstract", "ipc.sysv", "root.nested",
            ] {
                #expect(matrix["namespaces", name] == "isolated", "\(name)")
            }
            #expect(matrix["namespaces", "files.write"] == "shared", "its root is a copy of /")
        }

        @Test(.needsRoot) func `chroot does not hold a root user`() throws {
            let matrix = try matrix("--env", "chroot", "--property", "root.*", "--property", "processes.*")
            #expect(matrix["chroot", "root.chroot"] == "escaped")
            #expect(matrix["chroot", "root.proc"] == "escaped")
            #expect(matrix["chroot", "root.bind"] == "escaped")
            #expect(matrix["chroot", "processes.signal"] == "shared")
            // A detached copy of the mounts has nothing above it to walk up to.
            #expect(matrix["chroot", "root.nested"] == "isolated")
            #expect(matrix["chroot", "root.descriptor"] == "isolated")
        }

        /// In a mount namespace isocost's chroot lies on a mount point, and above that is the host's root.
        @Test(.needsRoot) func `a nested chroot leaves a root that is attached`() throws {
            let root = try folder.makeFolder("root")
            _ = try folder.makeFolder("root/proc")
            try folder.makeFile(
                "attached.yaml",
                "name: attached\nroot: {kind: chroot, path: \(root)}\nnamespaces: [mount, pid]\n")
            let matrix = try matrix("--env", "attached.yaml", "--property", "root.*", "--property", "files.*")
            #expect(matrix["attached", "root.nested"] == "escaped")
            #expect(matrix.detail("attached", "root.nested")?.contains("a file of the host was read") == true)
            #expect(matrix["attached", "root.chroot"] == "escaped")
            #expect(matrix["attached", "files.write"] == "isolated", "the file is not below its root")
            #expect(names(in: root) == ["proc"], "no scratch folder stays in a root")
        }

        @Test(.needsRoot) func `a chroot onto an empty folder is verified too`() throws {
            let root = try folder.makeFolder("root")
            try folder.makeFile("mini.yaml", "name: mini\nroot: {kind: chroot, path: \(root)}\n")
            let matrix = try matrix("--env", "mini.yaml")
            #expect(matrix["mini", "processes.seen"] == "shared", "without /proc, kill tells")
            #expect(matrix["mini", "root.chroot"] == "escaped")
            #expect(matrix["mini", "root.nested"] == "isolated")
            #expect(matrix["mini", "root.proc"] == "isolated")
            #expect(matrix["mini", "ipc.shm"] == "isolated")
            #expect(matrix["mini", "net.port"] == "shared")
            #expect(names(in: root).isEmpty)
        }

        @Test(.needsRoot) func `one namespace isolates what it is for`() throws {
            for (kind, property, other) in [
                ("net", "net.abstract", "ipc.sysv"), ("ipc", "ipc.mqueue", "net.port"),
                ("uts", "system.hostname", "processes.signal"), ("mount", "files.mount", "system.hostname"),
                ("pid", "processes.signal", "files.mount"),
            ] {
                try folder.makeFile("\(kind).yaml", "name: \(kind)\nnamespaces: [\(kind)]\n")
                let matrix = try matrix("--env", "\(kind).yaml", "--property", property, "--property", other)
                #expect(matrix[kind, property] == "isolated", "\(kind)")
                #expect(matrix[kind, other] == "shared", "\(kind)")
            }
        }

        @Test(.needsRoot) func `the host keeps its name, its clock and its mounts`() throws {
            let (name, before) = (Machine.hostname, Traces(scratch: "/var/tmp"))
            _ = try matrix("--property", "system.*", "--property", "files.*", "--property", "kernel.*")
            #expect(Machine.hostname == name)
            #expect(Traces(scratch: "/var/tmp") == before)
        }

        @Test func `every format is made, to a file too`() throws {
            for (format, word) in [
                ("terminal", "net.port"), ("markdown", "| "), ("html", "<!doctype html>"),
                ("json", "isocost.verification/1"),
            ] {
                let words = ["--env", "bare", "--property", "net.*", "--format", format, "--output", "out"]
                let end = try Program.isocost(["verify"] + words, in: folder).run()
                #expect(end.status == 0 && end.output.isEmpty, "\(end)")
                #expect(try contents(of: "\(folder.path)/out").contains(word), "\(format)")
            }
        }

        @Test(.needsRoot, .enabled(if: Requirement.has("clang"), "needs clang, which comes with Swift"))
        func `a broken promise is status 1`() throws {
            let probe = try folder.compile("probe", StandIn.reachesEverything)
            var program = Program.isocost(
                ["verify", "--env", "namespaces", "--property", "net.port"], in: folder)
            program.environment["ISOCOST_PROBE"] = probe
            let end = try program.run()
            #expect(end.status == 1, "\(end)")
            #expect(end.output.contains("FAILED  the one promise is broken"), "\(end)")
            #expect(
                end.output.contains("everything was reached") && end.output.contains("promised by net"),
                "\(end)")
        }

        @Test(.needsRoot, .enabled(if: Requirement.has("clang"), "needs clang, which comes with Swift"))
        func `system calls that a filter refuses are counted, whatever it answers`() throws {
            let filter = try folder.compile("filter", StandIn.filter)
            let words = [
                "sh", "-c", #"printf 'probe kernel.calls {"passed":381}\n' | "$0" "$1""#, filter,
                Programs.probe,
            ]
            let end = try Program.tool(words, in: folder).run()
            let refused = "refused: 2 by a signal, 1 with ENOSYS, 1 with EPERM"
            #expect(end.output.hasPrefix("result kernel.calls isolated=377 377 of 381 "), "\(end)")
            #expect(end.output.contains(refused), "\(end)")
        }

        @Test func `a probe that is none, or is not there, fails with its name`() throws {
            for (probe, word) in [("/nonexistent", "/nonexistent"), ("/bin/true", "probe")] {
                var program = Program.isocost(["verify", "--env", "bare"], in: folder)
                program.environment["ISOCOST_PROBE"] = probe
                let end = try program.run(within: 20)
                #expect(end.status == 70 && end.errors.contains(word), "\(end)")
            }
        }

        @Test(.needsRoot, arguments: [SIGINT, SIGTERM])
        func `a signal ends it and leaves nothing`(signal: Int32) throws {
            let scratch = try folder.makeFolder("scratch")
            let before = Traces(scratch: scratch)
            let run = try RunningProgram(.isocost(["verify", "--scratch", scratch], in: folder))
            #expect(poll(for: 10) { Processes.descendants(of: run.pid).count >= 2 } != nil)
            let family = Processes.descendants(of: run.pid)
            run.send(signal)
            let end = try run.finish(within: 5)
            #expect(end.signal == signal, "\(end)")
            #expect(Processes.running(family).isEmpty)
            #expect(Traces(scratch: scratch) == before)
            #expect(IPC.objects == 0)
        }

        /// Again and again, so that it is caught in the middle of different attempts.
        @Test(.needsRoot) func `kill -9 leaves what clean removes`() throws {
            let scratch = try folder.makeFolder("scratch")
            let before = (Traces(scratch: scratch), IPC.objects)
            for milliseconds in stride(from: 20, through: 400, by: 20) {
                let run = try RunningProgram(
                    .isocost(["verify", "--scratch", scratch, "--property", "[fi][ip][lc]*"], in: folder))
                usleep(UInt32(milliseconds) * 1000)
                let family = Processes.descendants(of: run.pid)
                run.send(SIGKILL)
                _ = try run.finish(within: 5)
                #expect(poll(for: 1) { Processes.running(family).isEmpty } != nil)
            }
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 0, "\(clean)")
            #expect(Traces(scratch: scratch) == before.0)
            #expect(IPC.objects == before.1)
        }
    }
}

/// A document of `isocost verify --format json`.
struct VerifiedMatrix {
    struct Outcome {
        var property: String
        var verdict: String
        var detail: String
        var promisedBy: [String]
    }

    let environments: [String]
    private let all: [String: [Outcome]]

    init(_ text: String) throws {
        let document = try JSON(text)
        try #require(document["schema"] == .text("isocost.verification/1"))
        environments = (document["environments"]?.list ?? []).compactMap { $0["name"]?.text }
        all = Dictionary(grouping: document["outcomes"]?.list ?? []) { $0["environment"]?.text ?? "" }
            .mapValues {
                $0.map { outcome in
                    Outcome(
                        property: outcome["property"]?.text ?? "", verdict: outcome["verdict"]?.text ?? "",
                        detail: outcome["detail"]?.text ?? "", promisedBy: outcome["promisedBy"]?.texts ?? [])
                }
            }
    }

    func outcomes(of environment: String) -> [Outcome] { all[environment] ?? [] }

    subscript(environment: String, property: String) -> String? {
        outcomes(of: environment).first { $0.property == property }?.verdict
    }

    func detail(_ environment: String, _ property: String) -> String? {
        outcomes(of: environment).first { $0.property == property }?.detail
    }
}

/// System V objects and message queues of this host.
private enum IPC {
    static var objects: Int {
        ["shm", "sem", "msg"].reduce(0) { count, kind in
            let text = (try? contents(of: "/proc/sysvipc/\(kind)")) ?? "\n"
            return count + text.split(separator: "\n").count - 1
        }
    }
}

/// Programs that stand in for what a test can't wait for.
private enum StandIn {
    /// Speaks the probe's protocol, and claims that every attempt reached the host.
    static let reachesEverything = #"""
        #include <stdio.h>
        int main(void) {
            char word[64], name[64], rest[8192];
            setvbuf(stdout, NULL, _IOLBF, 0);
            for (char line[9000]; fgets(line, sizeof line, stdin);) {
                int words = sscanf(line, "%63s %63s %8191[^\n]", word, name, rest);
                if (words == 1) puts("hello");
                else if (word[1] == 'r' && word[2] == 'e') printf("prepared %s {}\n", name);
                else printf("result %s shared everything was reached\n", name);
            }
            return 0;
        }
        """#

    /// Refuses four system calls in four ways, logs a fifth, and becomes another program.
    static let filter = #"""
        #include <linux/filter.h>
        #include <linux/seccomp.h>
        #include <stddef.h>
        #include <sys/prctl.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        #define ANSWER(call, answer) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, answer)
        int main(int count, char **words) {
            struct sock_filter code[] = {
                BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                ANSWER(mount, SECCOMP_RET_ERRNO | 1), ANSWER(reboot, SECCOMP_RET_ERRNO | 38),
                ANSWER(swapon, SECCOMP_RET_KILL_PROCESS), ANSWER(swapoff, SECCOMP_RET_TRAP),
                ANSWER(sync, SECCOMP_RET_LOG), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
            };
            struct sock_fprog program = {sizeof code / sizeof *code, code};
            if (count < 2 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 1;
            if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) return 2;
            execv(words[1], words + 1);
            return 3;
        }
        """#
}

extension TemporaryFolder {
    /// Makes a program of C.
    func compile(_ name: String, _ source: String) throws -> String {
        try makeFile("\(name).c", source)
        let end = try Program.tool(["clang", "-O1", "-o", name, "\(name).c"], in: self).run()
        try #require(end.status == 0, "\(end)")
        return "\(path)/\(name)"
    }
}
