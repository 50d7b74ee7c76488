import Glibc
import Isolation
import Linux
import Workloads

/// One environment taking part in a run, ready to be launched in.
final class Arm {
    let environment: Environment
    let plan: LaunchPlan
    let workerLauncher: Launcher
    /// Where its I/O goes.
    let scratch: ArmScratch

    var name: String { environment.name }

    /// - Parameters:
    ///   - number: of the arm in its run.
    ///   - whole: what the run sets out to do.
    ///   - run: the run's own scratch folder, on the file system to be measured.
    ///   - parent: the folder that `run` was made in.
    init(
        _ environment: Environment, number: Int, worker: borrowing WorkerBinary, of whole: Plan,
        run: borrowing ScratchFolder, parent: String, staging: String
    ) throws(IsolationError) {
        self.environment = environment
        let (workerPath, descriptor, scratchPath) = (worker.path, worker.descriptor.rawValue, run.path)
        let plan = try environment.plan(stagingFolder: staging, scratchFolder: run.path) {
            () throws(IsolationError) in
            try RuntimeSite(
                environment: environment.name, worker: workerPath, descriptor: descriptor,
                scratch: scratchPath, number: number, cpu: whole.placement.worker)
        }
        self.plan = plan
        // Another user inside has to find the way through it, and no more.
        if plan.become != nil { chmod(run.path, 0o711) }
        var program =
            plan.external?.workerProgram
            ?? Program(
                executable: .descriptor(worker.descriptor.rawValue), arguments: ["isocost-worker"],
                environment: RuntimeSite.workerVariables)
        program.fixedAddresses = whole.fixedAddresses == true
        workerLauncher = try Launcher(
            plan: plan, program: program, affinity: CPUSet([whole.placement.worker]))
        if case .unavailable(let reason) = plan.external?.scratch {
            scratch = .unavailable(reason: reason)
        } else {
            scratch = ArmScratch(
                root: plan.rootPath, home: plan.scratchHome, run: run, parent: parent)
        }
    }
}

extension Arm {
    /// An empty folder for one worker, which belongs to whoever the worker is outside its user namespace.
    func makeScratch(_ name: String) throws(SystemError) -> (inside: String, host: String) {
        let made = try scratch.makeFolder(name)
        if let owner = plan.become, !made.host.isEmpty {
            try retrying("chown", made.host) { chown(made.host, owner.outsideUser, owner.outsideGroup) }
        }
        return made
    }
}

extension Arm {
    /// What is known to keep a workload from being measured here, before it is tried.
    func obstacle(to workload: WorkloadDescription) -> String? {
        if workload.usesScratch, case .unavailable(let reason) = scratch { return reason }
        let refused = workload.calls.filter { !plan.allows($0.name, firstArgument: $0.firstArgument) }
        guard !refused.isEmpty else { return nil }
        let names = refused.map(\.name).joined(separator: ", ")
        return "seccomp: the filter refuses \(names), which \(workload.name) can't do without"
    }
}

/// A folder for an arm's files, at a path of the same length and on the same file system in every arm.
enum ArmScratch {
    /// Inside the host's own tree.
    case shared(path: String)
    /// Inside another root: `folder` as the host sees it, `inside` as the arm does. What is made for the
    /// arm is made in `run`, among the other arms' folders, and moved.
    case inRoot(folder: OwnedScratch, inside: String, run: String)
    /// Below an overlay of its own: `home` is its lower layer, and `inside` where it is mounted.
    case layered(home: String, inside: String)
    case unavailable(reason: String)

    /// - Parameter home: where the host finds the arm's files, if that is another place than the arm does.
    init(root: String, home: String? = nil, run: borrowing ScratchFolder, parent: String) {
        if let home {
            self = .layered(home: home, inside: run.path)
            return
        }
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
            let inside = String(folder.path.dropFirst(root.utf8.count))
            self = .inRoot(folder: folder, inside: inside, run: run.path)
        } catch {
            self = .unavailable(reason: "\(error)")
        }
    }

    /// Makes an empty folder for one worker.
    ///
    /// A file system puts files near their folder, and a folder near the one it was made in: folders that
    /// begin their lives side by side are alike, wherever they are moved. (ext4 takes other times to create
    /// files in a folder of another block group.)
    /// - Returns: the path as the arm sees it, and as the host does; the latter is empty for an arm
    ///   without scratch files.
    func makeFolder(_ name: String) throws(SystemError) -> (inside: String, host: String) {
        switch self {
        case .unavailable: return ("/", "")
        case .shared(let path):
            try makeDirectory("\(path)/\(name)")
            return ("\(path)/\(name)", "\(path)/\(name)")
        case .inRoot(let folder, let inside, let run):
            return try make(name, in: run, home: folder.path, inside: inside)
        case .layered(let home, let inside):
            return try make(name, in: inside, home: home, inside: inside)
        }
    }

    /// Side by side with the others', then moved to where the arm finds it.
    private func make(
        _ name: String, in run: String, home: String, inside: String
    ) throws(SystemError) -> (inside: String, host: String) {
        let (born, whole) = ("\(run)/\(name)", "\(home)/\(name)")
        try makeDirectory(born)
        try retrying("rename", born) { rename(born, whole) }
        return ("\(inside)/\(name)", whole)
    }

    private func makeDirectory(_ path: String) throws(SystemError) {
        try retrying("mkdir", path) { mkdir(path, 0o755) }
    }
}

/// A scratch folder that a value can share.
final class OwnedScratch {
    private let folder: ScratchFolder
    var path: String { folder.path }

    init(in parent: String) throws(SystemError) { folder = try ScratchFolder(in: parent) }
}
