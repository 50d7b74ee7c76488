import Glibc
import Isolation
import Linux

/// Makes the launchers that take part, and what they want to find.
final class Workshop {
    /// Becomes `/`.
    let root: String
    private let folder: String
    private let staging: String
    private let program: Program
    private let cpu: Int
    private var bundles: [OCIBundle] = []

    init(_ scratch: borrowing ScratchFolder, tiny: String, cpu: Int) throws {
        self.cpu = cpu
        folder = scratch.path
        staging = try scratch.makeFolder("staging")
        root = try scratch.makeFolder("rootfs")
        for name in Sandbox.folders { _ = try scratch.makeFolder("rootfs/\(name)") }
        let source = try FileDescriptor(open: tiny, O_RDONLY)
        try FileDescriptor(open: root + Sandbox.program, O_WRONLY | O_CREAT | O_EXCL, mode: 0o755)
            .write(source.readToEnd())
        // Open as long as this process: every launch runs the program by this number.
        let descriptor = try FileDescriptor(open: root + Sandbox.program, O_RDONLY).release()
        program = Program(executable: .descriptor(descriptor), arguments: ["tiny"], environment: [])
    }

    /// Of `container`, compiled.
    var filter: SystemCallFilter {
        get throws { try SeccompProfile.container.compiled(name: "container") }
    }

    func isocost(_ name: String, _ environment: EnvironmentDefinition) throws -> any Contender {
        try LaunchedCommand(
            name: name, environment: environment, program: program, stagingFolder: staging, cpu: cpu)
    }

    func isocostAnew(_ name: String, _ environment: EnvironmentDefinition) throws -> any Contender {
        try LaunchMadeAnew(
            name: name, environment: environment, program: program, stagingFolder: staging, cpu: cpu)
    }

    /// Over the host's files.
    func launcher(_ name: String, _ other: OtherLauncher) throws -> (any Contender)? {
        try other.program(around: root + Sandbox.program).map {
            try LaunchedCommand(
                name: name, environment: EnvironmentCatalog.bare, program: $0, stagingFolder: staging,
                cpu: cpu)
        }
    }

    func bwrap(_ name: String, _ sandbox: Sandbox) throws -> (any Contender)? {
        guard let path = SearchPath.find(["bwrap"]) else { return nil }
        let words = BubblewrapWords(sandbox, filter: sandbox.isContainer).words
        return try LaunchedCommand(
            name: name, environment: sandbox.surroundings(withLimits: true),
            program: Program(executable: .path(path), arguments: words, environment: []),
            stagingFolder: staging,
            cpu: cpu, input: sandbox.isContainer ? try filterFile() : "/dev/null")
    }

    /// - Parameter ownsCgroup: see `OCIBundle`.
    func runtime(
        _ name: String, _ runtime: String, _ sandbox: Sandbox, _ filtering: OCIBundle.Filtering,
        ownsCgroup: Bool
    ) throws -> (any Contender)? {
        guard let path = SearchPath.find([runtime]) else { return nil }
        let number = bundles.count
        let bundle = try OCIBundle(
            sandbox, filtering: filtering, ownsCgroup: ownsCgroup, folder: "\(folder)/bundle-\(number)")
        bundles.append(bundle)
        let manager = runtime == "crun" ? ["--cgroup-manager=\(ownsCgroup ? "cgroupfs" : "disabled")"] : []
        let words =
            [runtime, "--root", "\(folder)/state-\(number)"] + manager
            + ["run", "--bundle", bundle.folder, bundle.name]
        return try LaunchedCommand(
            name: name,
            environment: ownsCgroup ? EnvironmentCatalog.bare : try sandbox.surroundings(withLimits: false),
            program: Program(
                executable: .path(path), arguments: words, environment: ["PATH=\(SearchPath.text)"]),
            stagingFolder: staging, cpu: cpu)
    }

    private func filterFile() throws -> String {
        let path = "\(folder)/filter"
        try FileDescriptor(open: path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644).write(filter.program)
        return path
    }
}
