import Foundation
import Linux
import Testing

extension Integration {
    /// Commands that take long, or leave something running.
    @Suite(.needsRoot)
    struct CommandLifetimeTests {
        private let folder = try! TemporaryFolder()

        private func measure(_ command: String...) throws -> Finished {
            let words = ["run", "--output", "run", "--env", "namespaces", "--budget", "1s", "--"]
            return try Program.isocost(words + command, in: folder).run()
        }

        /// Ends what a test looked for, so that a failing one leaves nothing either.
        private func leftovers(_ word: String) -> Set<pid_t> {
            let found = Processes.withArgument(word)
            Processes.kill(found)
            return found
        }

        @Test(arguments: 1...3)
        func `a child in the background is measured, and ended with its command`(attempt: Int) throws {
            let end = try measure("sh", "-c", "sleep 311.7 & true")
            #expect(end.status == 0, "\(end)")
            #expect(leftovers("311.7").isEmpty)
        }

        @Test func `a child in a session of its own is ended too`() throws {
            let end = try measure("sh", "-c", "setsid sleep 311.8 & sleep 0.02")
            #expect(end.status == 0, "\(end)")
            #expect(leftovers("311.8").isEmpty)
        }

        @Test func `a command longer than the budget is no success without a measurement`() throws {
            let end = try measure("sleep", "1.5")
            #expect(!end.errors.contains("interrupted"), "nobody interrupted it: \(end)")
            if end.status == 0 {
                #expect(try !RecordedRun("\(folder.path)/run").blocks.isEmpty)
            } else {
                #expect(end.status == 70 && end.errors.contains("--budget"), "\(end)")
            }
        }

        @Test func `kill -9 takes a command's children with it`() throws {
            let words = ["run", "--output", "run", "--env", "namespaces", "--budget", "60s", "--"]
            let run = try RunningProgram(
                .isocost(words + ["sh", "-c", "sleep 311.9; true"], in: folder))
            #expect(poll(for: 10) { !Processes.withArgument("311.9").isEmpty } != nil)
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            _ = poll(for: 1) { Processes.withArgument("311.9").isEmpty }
            // Whatever a kill leaves is gone once the next command has run.
            _ = try Program.isocost(["clean"], in: folder).run()
            #expect(leftovers("311.9").isEmpty)
        }
    }
}
