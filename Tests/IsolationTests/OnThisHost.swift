import Glibc
import Linux
import Testing

@testable import Isolation

/// What this user may do here.
enum Permission {
    /// Always where ISOCOST_MUST_WORK is 1, so that a test that can't do its work fails instead of being skipped.
    static var mustWork: Bool { getenv("ISOCOST_MUST_WORK").map { String(cString: $0) == "1" } ?? false }

    static func may(_ definitions: [EnvironmentDefinition]) -> Bool {
        if mustWork { return true }
        guard let host = try? Host.current() else { return false }
        return definitions.allSatisfy { definition in
            (try? Environment(definition).availability(on: host)) == .available
        }
    }
}

extension Trait where Self == ConditionTrait {
    static var needsRoot: Self {
        .enabled(
            if: Permission.may([EnvironmentCatalog.chroot, EnvironmentCatalog.namespaces]),
            "chroot and namespaces need root (CAP_SYS_ADMIN, CAP_SYS_CHROOT)")
    }

    /// An ordinary user has them too, where user namespaces are not refused.
    static var needsNamespaces: Self {
        .enabled(
            if: Permission.may([EnvironmentCatalog.named("namespaces")].compactMap { $0 }),
            "namespaces need root, or a host that lets users make user namespaces")
    }
}

/// An environment with a staging folder of its own, ready for launches.
final class Site {
    let environment: Environment
    let plan: LaunchPlan
    private let scratch: ScratchFolder

    init(_ definition: EnvironmentDefinition) throws {
        scratch = try ScratchFolder(in: "/tmp")
        environment = try Environment(definition)
        plan = try environment.plan(stagingFolder: try scratch.makeFolder("root"))
    }

    static func bare() throws -> Site { try Site(EnvironmentCatalog.bare) }

    func launcher(_ arguments: [String], folder: String = "/", affinity: CPUSet? = nil) throws -> Launcher {
        try Launcher(plan: plan, program: .path(arguments, folder: folder), affinity: affinity)
    }

    /// What a shell script prints inside.
    func output(of script: String, affinity: CPUSet? = nil) throws -> String {
        let told = try launcher(["/bin/sh", "-c", script], affinity: affinity).collect()
        try #require(told.ending.succeeded, "\(script): \(told.ending.summary)")
        return told.output
    }

    /// Of a program that stays until it is looked at.
    func evidence() throws -> Evidence {
        let child = try launcher(["/bin/sleep", "1000"]).launch(streams: .inherited)
        return try Evidence(of: child.pid, in: environment.mechanisms)
    }

    /// A process with nothing isolated, looked at for what this environment should show.
    func evidenceOfBare() throws -> Evidence {
        let child = try Site.bare().launcher(["/bin/sleep", "1000"]).launch(streams: .inherited)
        return try Evidence(of: child.pid, in: environment.mechanisms)
    }
}

extension EnvironmentDefinition {
    /// One mechanism, and what it needs.
    static func alone(_ mechanism: any Mechanism) -> EnvironmentDefinition {
        var all: [any Mechanism] = [mechanism]
        while true {
            let names = Set(all.map(\.name))
            let missing = all.flatMap { $0.requirements(among: names) }.filter { !names.contains($0) }
            if missing.isEmpty { return EnvironmentDefinition(name: "only-\(mechanism.name)", all) }
            all += MechanismCatalog.all.filter { missing.contains($0.name) }
        }
    }

    /// On this host and for this user.
    var isAvailable: Bool {
        guard let host = try? Host.current() else { return false }
        return (try? Environment(self).availability(on: host)) == .available
    }
}

extension Program {
    static func path(_ arguments: [String], folder: String = "/") -> Program {
        Program(
            executable: .path(arguments[0]), arguments: arguments, environment: ["PATH=/usr/bin:/bin"],
            workingDirectory: folder)
    }
}

extension StandardStreams {
    static let inherited = StandardStreams(input: 0, output: 1, error: 2)
}

extension Launcher {
    /// Runs to the end, with standard output in a pipe.
    func collect() throws -> (output: String, ending: Child.Ending) {
        var pipe = try Pipe()
        var child = try launch(streams: StandardStreams(input: 0, output: pipe.writer, error: 2))
        pipe.closeWriter()
        let output = String(decoding: try pipe.takeReader().readToEnd(), as: UTF8.self)
        return (output, try child.wait())
    }

    /// Why a launch fails, thrown away if it does not.
    func failure(atGate: (pid_t) throws(SystemError) -> Void = { _ in }) -> IsolationError? {
        do throws(IsolationError) {
            _ = try launch(streams: .inherited, atGate: atGate)
            return nil
        } catch { return error }
    }
}

/// True when the process is gone, or dead and waiting for a parent that is not us.
func hasDied(_ pid: pid_t) -> Bool {
    guard let status = try? ProcessStatus(of: pid) else { return true }
    return status["State"]?.hasPrefix("Z") ?? true
}

/// Looks again for five seconds.
func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<500 {
        if condition() { return true }
        usleep(10_000)
    }
    return condition()
}
