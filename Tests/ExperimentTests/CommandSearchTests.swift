import Glibc
import Linux
import Testing

@testable import Experiment

struct CommandSearchTests {
    private let search = CommandSearch()
    private let scratch: OwnedScratch

    init() throws { scratch = try OwnedScratch(in: "/tmp") }

    private func file(_ name: String, mode: mode_t) throws -> String {
        let path = "\(scratch.path)/\(name)"
        try FileDescriptor(open: path, O_WRONLY | O_CREAT, mode: mode).write(Array("#!/bin/sh\n".utf8))
        return path
    }

    @Test func namesAreFoundInThePath() throws {
        let path = try search.path(of: "sh")
        #expect(path.hasSuffix("/sh"))
        #expect(access(path, X_OK) == 0)
    }

    @Test func absolutePathsAreTakenAsTheyAre() throws {
        let program = try file("program", mode: 0o755)
        #expect(try search.path(of: program) == program)
    }

    /// As a shell has it: a slash anywhere, and PATH is not looked at.
    @Test func relativePathsStartAtTheWorkingFolder() throws {
        let program = try file("program", mode: 0o755)
        let depth = search.workingDirectory.split(separator: "/").count
        let relative = String(repeating: "../", count: depth) + program.dropFirst()
        let found = try search.path(of: relative)
        #expect(found.hasPrefix("/"))
        var (facts, expected) = (stat(), stat())
        #expect(stat(found, &facts) == 0 && stat(program, &expected) == 0)
        #expect(facts.st_ino == expected.st_ino)
        #expect(throws: ExperimentError.self) { try search.path(of: "./sh") }
    }

    @Test func whatCannotRunIsNotFound() throws {
        let text = try file("text", mode: 0o644)
        for path in [text, scratch.path, "\(scratch.path)/missing"] {
            #expect(throws: ExperimentError.self) { try search.path(of: path) }
        }
    }

    @Test func anUnknownNameSaysWhereItWasLookedFor() {
        let error = #expect(throws: ExperimentError.self) { try search.path(of: "no-such-program") }
        let variable = search.environment.first { $0.hasPrefix("PATH=") }?.dropFirst(5) ?? "/usr/bin:/bin"
        #expect("\(error!)" == "command not found: no-such-program; looked in \(variable)")
    }

    @Test func theEnvironmentIsTheCallers() {
        #expect(search.environment.contains { $0.hasPrefix("PATH=") } == (getenv("PATH") != nil))
        #expect(search.environment.allSatisfy { $0.contains("=") })
    }
}
