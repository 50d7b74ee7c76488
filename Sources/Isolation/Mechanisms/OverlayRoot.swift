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
        let inUserNamespace = plan.has(cloneFlag: NamespaceKind.user.cloneFlag)
        plan.add(
            .mount(source: "tmpfs", target: bench, type: "tmpfs", flags: 0, data: "mode=755"), at: .stage)
        for name in ["upper", "work", "root"] {
            plan.add(.makeFolder("\(bench)/\(name)", mode: 0o755), at: .stage)
        }
        var layers = Layers(lower: path, upper: "\(bench)/upper", work: "\(bench)/work")
        let disk = upper == .disk ? try DiskLayers(in: plan) : nil
        if let disk, !disk.overlaps(path) { layers = disk.layers(lower: path) }
        let root = "\(bench)/root"
        plan.add(layers.mount(on: root, inUserNamespace: inUserNamespace), at: .stage)
        if let disk, disk.overlaps(path), let scratch = plan.scratchFolder {
            // The kernel refuses an upper layer inside the lower one. What the program writes goes to
            // disk all the same: its folder gets an overlay of its own.
            let own = disk.layers(lower: disk.lower)
            plan.add(own.mount(on: root + scratch, inUserNamespace: inUserNamespace), at: .stage)
            plan.scratchHome = disk.lower
        }
        if let disk { plan.keep(disk) }
        plan.pivot(to: root)
    }

    func observe(_ process: ObservedProcess) -> [String: String] { ["root": process.summary(of: "/")] }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("root", expected: "overlay rw").map { [$0] } ?? []
    }
}

/// The folders of an overlay.
struct Layers {
    var lower: String
    var upper: String
    var work: String

    /// `userxattr`: a user namespace may not keep its marks in trusted attributes.
    func mount(on target: String, inUserNamespace: Bool) -> Step {
        let marks = inUserNamespace ? ",userxattr" : ""
        let data = "lowerdir=\(lower),upperdir=\(upper),workdir=\(work),index=off\(marks)"
        return .mount(source: "overlay", target: target, type: "overlay", flags: 0, data: data)
    }
}

/// Layers in a scratch folder, on the file system to be measured.
final class DiskLayers: Sendable {
    private let folder: KeptFolder
    let lower: String
    private let upper: String
    private let work: String

    init(in plan: LaunchPlan) throws(IsolationError) {
        let scratch = plan.scratchFolder ?? plan.stagingFolder
        let parent = scratch.lastIndex(of: "/").map { String(scratch[..<$0]) } ?? "/var/tmp"
        do throws(SystemError) {
            folder = try KeptFolder(in: parent)
            lower = try folder.make("lower")
            upper = try folder.make("upper")
            work = try folder.make("work")
        } catch { throw .launchFailed(environment: plan.environment, error: error) }
    }

    func layers(lower: String) -> Layers { Layers(lower: lower, upper: upper, work: work) }

    /// Whether an upper layer in here would lie inside a lower one.
    func overlaps(_ lower: String) -> Bool {
        var (layer, below) = (stat(), stat())
        guard stat(upper, &layer) == 0, stat(lower, &below) == 0 else { return false }
        return layer.st_dev == below.st_dev && (lower == "/" || upper.hasPrefix(lower + "/"))
    }

    private final class KeptFolder: Sendable {
        private let folder: ScratchFolder
        init(in parent: String) throws(SystemError) { folder = try ScratchFolder(in: parent) }
        func make(_ name: String) throws(SystemError) -> String { try folder.makeFolder(name) }
    }
}

extension Availability {
    var isUnavailable: Bool { self != .available }
}
