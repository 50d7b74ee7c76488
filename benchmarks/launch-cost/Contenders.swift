import Glibc
import Isolation
import Linux

/// Everyone who takes part.
struct Contenders {
    /// Makes every namespace and starts the program in them.
    let launcher: LaunchedCommand
    /// The same system calls from C.
    let reference: ReferenceProcess
    /// The program without isolation: what the launchers below are started with, too.
    let bare: LaunchedCommand
    /// Those of `OtherLauncher.all` that are installed.
    let others: [LaunchedCommand]

    var all: [any Contender] { [reference, launcher, bare] + others }

    /// - Parameters:
    ///   - tiny: the path of the program that all of them launch.
    ///   - reference: the path of `minimal_launch`.
    init(tiny: String, reference: String, stagingFolder: String, placement: CPUPlacement) throws {
        func launched(_ name: String, in environment: EnvironmentDefinition, _ program: Program) throws
            -> LaunchedCommand
        {
            try LaunchedCommand(
                name: name, environment: environment, program: program, stagingFolder: stagingFolder,
                cpu: placement.worker)
        }
        // Open as long as this process: every launch runs the program by this number.
        let descriptor = try FileDescriptor(open: tiny, O_RDONLY).release()
        let program = Program(executable: .descriptor(descriptor), arguments: ["tiny"], environment: [])
        launcher = try launched("isocost Launcher", in: EnvironmentCatalog.namespaces, program)
        bare = try launched("isocost Launcher, bare", in: EnvironmentCatalog.bare, program)
        self.reference = try ReferenceProcess(
            path: reference, program: tiny, stagingFolder: stagingFolder, cpu: placement.worker,
            harnessCPU: placement.controller)
        others = try OtherLauncher.all.compactMap { other in
            try other.program(around: tiny).map { try launched(other.name, in: EnvironmentCatalog.bare, $0) }
        }
    }
}
