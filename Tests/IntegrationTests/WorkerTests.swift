import Foundation
import Testing

extension Integration {
    /// `isocost-worker` by hand, through its protocol.
    @Suite struct WorkerTests {
        private let folder = try! TemporaryFolder()
        private static let talk = #"prepare mem.latency {"workingSet":"64KiB"}\nrun 1000\nrun 1000\nquit\n"#

        /// Sends lines, given as printf(1) takes them, to a worker that is started by `launcher`.
        private func say(_ lines: String, launcher: [String] = []) throws -> Finished {
            let script = #"printf "$0" | "$@""#
            let command = launcher.isEmpty ? [Programs.worker] : launcher
            var program = Program.tool(["sh", "-c", script, lines] + command, in: folder)
            program.environment["SWIFT_ROOT"] = "/"
            return try program.run(within: 20)
        }

        /// The checksum of the slice that `talk` runs last.
        private func checksum(_ end: Finished) throws -> Substring {
            try #require(end.status == 0 && end.errors.isEmpty, "\(end)")
            let lines = end.output.split(separator: "\n")
            try #require(lines.count == 3 && lines[0].hasPrefix("ready {"), "\(end)")
            let ready = try JSON(lines[0].dropFirst("ready ".count))
            #expect(ready["parameters"]?["workingSet"] == .number(65536))
            let fields = lines[2].split(separator: " ")
            try #require(fields.count == 3 && fields[0] == "done")
            #expect(try #require(UInt64(fields[1])) > 0)
            #expect(fields[2].wholeMatch(of: /[0-9a-f]{16}/) != nil)
            return fields[2]
        }

        @Test func `a conversation`() throws { _ = try checksum(say(Self.talk)) }

        @Test(.needsRoot, .enabled(if: Requirement.has("chroot"), "needs chroot"))
        func `in a root that holds nothing else, with the same result`() throws {
            let root = try folder.makeFolder("root")
            try FileManager.default.copyItem(atPath: Programs.worker, toPath: "\(root)/worker")
            let inside = try say(Self.talk, launcher: ["chroot", root, "/worker"])
            #expect(try checksum(inside) == checksum(say(Self.talk)))
        }

        @Test(.needsRoot, .enabled(if: Requirement.has("unshare"), "needs unshare (util-linux)"))
        func `as process 1, with the same result`() throws {
            let launcher = ["unshare", "--pid", "--fork", "--kill-child", Programs.worker]
            let inside = try say(Self.talk, launcher: launcher)
            #expect(inside.output.contains("\"pid\":1,"), "\(inside)")
            #expect(try checksum(inside) == checksum(say(Self.talk)))
        }

        @Test(.needsRoot, .enabled(if: Requirement.has("unshare"), "needs unshare (util-linux)"))
        func `process 1 forks, and ends with its input`() throws {
            let launcher = ["unshare", "--pid", "--fork", "--kill-child", Programs.worker]
            let end = try say(#"prepare sys.fork {}\nrun 50\n"#, launcher: launcher)
            #expect(end.status == 0 && end.output.contains("\ndone "), "\(end)")
        }

        struct Mistake: CustomTestStringConvertible, Sendable {
            var lines: String
            var says: String
            var testDescription: String { lines }
        }

        @Test(arguments: [
            Mistake(lines: #"run 5\n"#, says: "prepare"),
            Mistake(lines: #"prepare sys.nul {}\n"#, says: "sys.null"),
            Mistake(lines: #"prepare mem.latency {"workingSet":"lots"}\n"#, says: "workingSet"),
            Mistake(lines: #"prepare mem.latency {nonsense\n"#, says: "JSON"),
            Mistake(lines: #"prepare io.metadata {}\n"#, says: "scratch"),
            Mistake(lines: #"prepare sys.null {}\nrun -1\n"#, says: "whole number from 1 to"),
            Mistake(
                lines: #"prepare sys.null {}\nrun 99999999999999999999\n"#, says: "whole number from 1 to"),
            Mistake(lines: #"dance\n"#, says: "dance"),
        ])
        func `a mistake is answered in one line, and the worker goes on`(mistake: Mistake) throws {
            let end = try say(mistake.lines + #"prepare sys.null {}\nrun 10\n"#)
            let lines = end.output.split(separator: "\n")
            let error = try #require(lines.first { $0.hasPrefix("error ") }, "\(end)")
            #expect(error.contains(mistake.says), "\(end)")
            #expect(end.status == 0 && lines.last?.hasPrefix("done ") == true, "\(end)")
        }

        @Test func `arguments are refused, and help has an example`() throws {
            let refused = try say("", launcher: [Programs.worker, "--fast"])
            #expect(refused.status == 64 && refused.errors.contains("--help"), "\(refused)")
            let help = try say("", launcher: [Programs.worker, "--help"])
            #expect(help.status == 0 && help.output.contains("Example"))
        }
    }
}
