import Glibc
import Isolation
import Linux

/// One environment taking part in a run, ready to be launched in.
final class Arm {
    let environment: Environment
    let plan: LaunchPlan
    let workerLauncher: Launcher
    /// Where its I/O goes.
    let scratch: ArmScratch

    var name: String { environment.name }

    /// - Parameters:
    ///   - run: the run's own scratch folder, on the file system to be measured.
    ///   - parent: the folder that `run` was made in.
    init(
        _ environment: Environment, worker: borrowing WorkerBinary, cpu: Int, run: borrowing ScratchFolder,
        parent: String, staging: String
    ) throws(IsolationError) {
        self.environment = environment
        plan = try environment.plan(stagingFolder: staging)
        // SWIFT_ROOT: a static Swift program looks for its own path in /proc, which a root may lack.
        let program = Program(
            executable: .descriptor(worker.descriptor.rawValue), arguments: ["isocost-worker"],
            environment: ["SWIFT_ROOT=/"])
        workerLauncher = try Launcher(plan: plan, program: program, affinity: CPUSet([cpu]))
        scratch = ArmScratch(root: environment.rootPath, run: run, parent: parent)
    }
}

/// A folder for an arm's files, at a path of the same length and on the same file system in every arm.
enum ArmScratch {
    /// Inside the host's own tree.
    case shared(path: String)
    /// Made inside another root: `folder` as the host sees it, `inside` as the arm does.
    case inRoot(folder: OwnedScratch, inside: String)
    case unavailable(reason: String)

    init(root: String, run: borrowing ScratchFolder, parent: String) {
        guard root != "/" else {
            self = .shared(path: run.path)
            return
        }
        var (host, inner) = (stat(), stat())
        guard stat("\(root)\(parent)", &inner) == 0, stat(parent, &host) == 0 else {
            self = .unavailable(reason: "\(root) has no folder \(parent) to hold scratch files: make one")
            return
        }
        guard inner.st_dev == host.st_dev else {
            self = .unavailable(
                reason: "\(root) and \(parent) are not on the same file system: see --scratch")
            return
        }
        do throws(SystemError) {
            let folder = try OwnedScratch(in: "\(root)\(parent)")
            self = .inRoot(folder: folder, inside: String(folder.path.dropFirst(root.utf8.count)))
        } catch {
            self = .unavailable(reason: "\(error)")
        }
    }

    /// Makes an empty folder for one worker.
    /// - Returns: the path as the arm sees it, and as the host does.
    func makeFolder(_ name: String) throws(SystemError) -> (inside: String, host: String) {
        let (inside, host) =
            switch self {
            case .shared(let path): (path, path)
            case .inRoot(let folder, let inside): (inside, folder.path)
            case .unavailable(let reason): ("/\(reason)", "")
            }
        guard !host.isEmpty else { return ("/", "") }
        try retrying("mkdir", "\(host)/\(name)") { mkdir("\(host)/\(name)", 0o755) }
        return ("\(inside)/\(name)", "\(host)/\(name)")
    }
}

/// A scratch folder that a value can share.
final class OwnedScratch {
    private let folder: ScratchFolder
    var path: String { folder.path }

    init(in parent: String) throws(SystemError) { folder = try ScratchFolder(in: parent) }
}
