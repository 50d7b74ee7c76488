import Glibc
import Linux

/// pivot_root(2) onto an overlay: a folder of the host below, and what is written above
/// (Documentation/filesystems/overlayfs.rst).
struct OverlayRoot: RootMechanism {
    static let place = rootPlace("overlay", members: ["lower", "upper"])
    let name = "overlay"
    let summary = "another root by pivot_root(2): an overlay, written to memory or disk"
    var path = "/"
    var upper = Upper.disk
    let requirements = ["mount"]
    let changes: Set<Evidence.Property> = [.rootMount]
    let mayChange: Set<Evidence.Property> = [.rootDevice, .rootInode, .mounts]

    /// Where what is written goes.
    enum Upper: String, CaseIterable {
        case tmpfs, disk
    }

    init() {}

    init(lower: String, upper: Upper) { (path, self.upper) = (lower, upper) }

    init(_ setting: Setting) throws(SettingError) {
        guard case .members(let members) = setting.value else { return }
        for member in members {
            if member.key == "lower" { path = try member.value.path("lower") }
            if member.key == "upper" {
                let word = try member.value.word("upper", of: Upper.allCases.map(\.rawValue))
                upper = Upper(rawValue: word) ?? .tmpfs
            }
        }
    }

    var setting: Setting {
        .members([
            .init("kind", .text(name)), .init("lower", .text(path)), .init("upper", .text(upper.rawValue)),
        ])
    }

    /// Another root, and what the file system costs beyond it.
    var lesserLevels: [any Mechanism] {
        var pivot = PivotedRoot()
        pivot.path = path
        return [pivot]
    }

    func availability(on host: Host) -> Availability {
        let types = (try? contents(of: "/proc/filesystems")) ?? ""
        let isKnown = types.split(whereSeparator: \.isWhitespace).contains("overlay")
        // Where it is a module, root's mount loads it.
        guard isKnown || !host.requireOutside(.systemAdministration).isUnavailable else {
            return .unavailable(reason: "this kernel has no overlay file system, or not loaded its module")
        }
        return host.require(.systemAdministration)
    }

    /// The staging folder becomes a workbench in memory, which the overlay keeps alive.
    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let bench = plan.stagingFolder
        let ownsUsers = plan.has(cloneFlag: NamespaceKind.user.cloneFlag)
        plan.add(
            .mount(source: "tmpfs", target: bench, type: "tmpfs", flags: 0, data: "mode=755"), at: .stage)
        for name in ["upper", "work", "root"] { plan.stageFolder("\(bench)/\(name)") }
        let disk = upper == .disk ? try DiskLayers(in: plan) : nil
        let isInside = disk?.isBelow(path) ?? true
        let inMemory = Layers(lower: path, upper: "\(bench)/upper", work: "\(bench)/work")
        let layers = isInside ? inMemory : disk?.layers(lower: path) ?? inMemory
        let root = "\(bench)/root"
        if ownsUsers, LowerFolder(path).hasMounts {
            stagePieces(of: isInside ? layers : inMemory, root: root, in: &plan)
        } else {
            plan.add(layers.mount(on: root, inUserNamespace: ownsUsers), at: .stage)
        }
        if let disk { useDisk(disk, isInside: isInside, root: root, in: &plan) }
        plan.pivot(to: root)
    }

    /// A root in memory with an overlay for every folder of the lower one.
    private func stagePieces(of layers: Layers, root: String, in plan: inout LaunchPlan) {
        // pivot_root takes nothing but a mount.
        plan.add(
            .mount(source: root, target: root, type: nil, flags: UInt(MS_BIND), data: nil), at: .stage)
        for entry in LowerFolder(path).entries {
            switch entry {
            case .mountPoint(let name): plan.stageFolder("\(root)/\(name)")
            case .link(let name, let says):
                plan.add(.symbolicLink(says: says, path: "\(root)/\(name)"), at: .stage)
            case .folder(let name):
                let piece = layers.piece(name)
                for path in ["\(root)/\(name)", piece.upper, piece.work] { plan.stageFolder(path) }
                plan.add(piece.mount(on: "\(root)/\(name)", inUserNamespace: true), at: .stage)
            }
        }
    }

    /// The kernel refuses an upper layer inside the lower one, and an overlay shows nothing of what is mounted
    /// on the lower one's folders. What the program writes goes to disk all the same: its folder gets an overlay
    /// of its own, at its own path, of which the root may show only a part.
    private func useDisk(_ disk: DiskLayers, isInside: Bool, root: String, in plan: inout LaunchPlan) {
        plan.keep(disk)
        guard isInside, let scratch = plan.scratchFolder else { return }
        let ownsUsers = plan.has(cloneFlag: NamespaceKind.user.cloneFlag)
        let own = disk.layers(lower: disk.lower)
        var folder = root
        for part in scratch.split(separator: "/") {
            folder += "/\(part)"
            plan.add(.tolerating(EEXIST, .makeFolder(folder, mode: 0o755)), at: .stage)
        }
        plan.add(own.mount(on: folder, inUserNamespace: ownsUsers), at: .stage)
        plan.scratchHome = disk.lower
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        let folders = process.mounts.filter { $0.type == "overlay" }.map(\.path)
        // Where there is one for every folder, /usr or another is as good as the root.
        return ["overlay": folders.isEmpty ? "none" : "mounted"]
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("overlay", expected: "mounted").map { [$0] } ?? []
    }
}

extension LaunchPlan {
    fileprivate mutating func stageFolder(_ path: String) {
        add(.makeFolder(path, mode: 0o755), at: .stage)
    }
}

extension Availability {
    var isUnavailable: Bool { self != .available }
}
