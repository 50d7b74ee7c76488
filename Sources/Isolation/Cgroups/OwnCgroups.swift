import Glibc
import Linux

/// The cgroups of one arm: made with its plan, and gone with the plan's last copy.
///
/// Version 2 is joined by clone itself. Version 1 is joined by the child: a thread that moves itself, by `0` in `tasks`,
/// is the one case in which the kernel does not stop every fork and exec of the host first, for which it may have to
/// wait until every CPU has passed through a quiet state (cgroup_procs_write_start in kernel/cgroup/cgroup.c).
final class OwnCgroups: Sendable {
    private let folders: [(version: Int, folder: CgroupFolder)]
    private let opened: [Opened]
    /// Of the one in version 2, for CLONE_INTO_CGROUP; -1 where there is none.
    let descriptor: Int32
    /// What the child does for those in version 1.
    let joins: [Step]

    private final class Opened: Sendable {
        let descriptor: FileDescriptor
        init(_ path: String, _ flags: Int32) throws(SystemError) {
            descriptor = try FileDescriptor(open: path, flags)
        }
    }

    init(_ sites: [CgroupSite]) throws(SystemError) {
        var folders: [(version: Int, folder: CgroupFolder)] = []
        for site in sites {
            let folder = try CgroupFolder(
                in: site.parent, enabling: site.version == 2 ? site.toEnable : nil)
            folders.append((site.version, folder))
            if site.version == 1 { try Self.completeSet(folder, parent: site.parent) }
            for file in site.limits.flatMap({ $0.form(version: site.version).files }) {
                try folder.write(file.value, to: file.name)
            }
        }
        self.folders = folders
        var opened: [Opened] = []
        var joins: [Step] = []
        var second: Int32 = -1
        for (version, folder) in folders {
            let isSecond = version == 2
            let open = try Opened(
                isSecond ? folder.path : "\(folder.path)/tasks", isSecond ? O_RDONLY | O_DIRECTORY : O_WRONLY)
            opened.append(open)
            if isSecond {
                second = open.descriptor.rawValue
            } else {
                joins.append(.joinCgroup(descriptor: open.descriptor.rawValue, name: folder.path))
            }
        }
        (self.opened, self.joins, descriptor) = (opened, joins, second)
    }

    /// A new cpuset of version 1 is empty, and takes no process (man 7 cpuset).
    private static func completeSet(_ folder: CgroupFolder, parent: String) throws(SystemError) {
        for file in ["cpuset.cpus", "cpuset.mems"] where folder.read(file) == "" {
            let whole = try contents(of: "\(parent)/\(file)")
            try folder.write(String(whole.prefix { !$0.isNewline }), to: file)
        }
    }

    /// Why the kernel may have killed or refused something in them; nil when it has not.
    var complaint: String? {
        for (version, folder) in folders {
            let memory = folder.read(version == 2 ? "memory.events" : "memory.oom_control")
            if Self.count("oom_kill", in: memory) > 0 {
                let file = version == 2 ? "memory.max" : "memory.limit_in_bytes"
                return
                    "the kernel killed it for memory: cgroup.memoryMax (\(folder.read(file) ?? "?") B) is less "
                    + "than it needs"
            }
            if Self.count("max", in: folder.read("pids.events")) > 0 {
                return
                    "a process was refused: cgroup.pidsMax (\(folder.read("pids.max") ?? "?")) is less than it needs"
            }
        }
        return nil
    }

    private static func count(_ name: String, in text: String?) -> Int {
        for line in (text ?? "").split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields.count == 2, fields[0] == name { return Int(fields[1]) ?? 0 }
        }
        return 0
    }
}

/// Something the parent does for a child that waits at its gate.
protocol GateAction: Sendable {
    func perform(on pid: pid_t) throws(SystemError)
}

extension ObservedProcess {
    /// The files of a limit in the cgroup that the process is in, by name.
    func values(of limit: CgroupLimit) -> [String: String] {
        guard
            let cgroups = try? Cgroups(
                mounts: contents(of: "/proc/self/mountinfo"), membership: contents(of: "/proc/\(pid)/cgroup"))
        else { return [:] }
        for tree in cgroups.hierarchies.sorted(by: { $0.version > $1.version }) {
            let form = limit.form(version: tree.version)
            guard tree.controllers.contains(form.controller) else { continue }
            return Dictionary(
                form.files.map { file in
                    let text = try? contents(of: "\(tree.own)/\(file.name)")
                    return (file.name, text.map(CgroupValue.canonical) ?? "absent")
                }
            ) { first, _ in first }
        }
        return [:]
    }
}
