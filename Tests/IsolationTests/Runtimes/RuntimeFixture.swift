import Glibc
import Linux
import Testing

@testable import Isolation

/// A site in a folder of its own, with a shell in the worker's place.
final class RuntimeFixture {
    let site: RuntimeSite
    let staging: String
    private let scratch: ScratchFolder
    private let worker: FileDescriptor

    init(environment: String = "e", worker path: String = "/bin/sh", number: Int = 2) throws {
        scratch = try ScratchFolder(in: "/tmp")
        worker = try FileDescriptor(open: path, O_RDONLY)
        staging = try scratch.makeFolder("root")
        site = try RuntimeSite(
            environment: environment, worker: path, descriptor: worker.rawValue, scratch: scratch.path,
            number: number, cpu: 1)
    }

    /// What an environment file says of a runtime.
    static func choice(_ members: [String: String]) throws -> RuntimeChoice {
        try RuntimeChoice(
            .members(members.sorted { $0.key < $1.key }.map { Setting.Member($0.key, .text($0.value)) }))
    }

    func plan(_ mechanisms: [any Mechanism]) throws -> LaunchPlan {
        let site = site
        return try Environment(EnvironmentDefinition(name: "e", mechanisms)).plan(stagingFolder: staging) {
            site
        }
    }
}
