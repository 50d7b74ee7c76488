import Foundation
import Testing

@testable import Linux

struct DescendantsTests {
    @Test func childrenAndTheirChildrenAreFound() throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "sh -c 'sleep 1000 & wait' & wait"]
        try shell.run()
        defer {
            for pid in [shell.processIdentifier] + Descendants.of(shell.processIdentifier) {
                kill(pid, SIGKILL)
            }
        }
        var names: Set<String> = []
        for _ in 0..<500 where names.count < 2 {
            let commands = Descendants.of(shell.processIdentifier).compactMap {
                try? contents(of: "/proc/\($0)/comm").filter { $0 != "\n" }
            }
            names = Set(commands)
            usleep(10_000)
        }
        #expect(names == ["sh", "sleep"])
    }

    @Test func aProcessThatIsGoneHasNone() { #expect(Descendants.of(pid_t.max).isEmpty) }
}
