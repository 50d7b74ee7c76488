import Glibc
import Linux

/// Cgroups that runtimes make (man 7 cgroups).
enum RuntimeCgroup {
    /// A mounted hierarchy, and this process's place in it.
    struct Hierarchy: Equatable {
        /// The mount point and the path below it.
        var own: String
        var mount: String
        var isV2: Bool
    }

    /// Every hierarchy that is mounted here.
    /// - Parameters:
    ///   - cgroup: the text of /proc/self/cgroup.
    ///   - mountinfo: the text of /proc/self/mountinfo (man 5 proc).
    static func hierarchies(cgroup: String, mountinfo: String) -> [Hierarchy] {
        let mounts = mountinfo.split(separator: "\n").compactMap(Mount.init)
        return cgroup.split(separator: "\n").compactMap { line -> Hierarchy? in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            let controllers = fields[1].split(separator: ",")
            let isV2 = fields[0] == "0"
            guard
                let mount = mounts.first(where: { mount in
                    isV2
                        ? mount.isV2
                        : !mount.isV2 && controllers.allSatisfy { mount.options.contains($0) }
                })
            else { return nil }
            return Hierarchy(own: mount.path + mount.below(fields[2]), mount: mount.path, isV2: isV2)
        }
    }

    static func hierarchies() -> [Hierarchy] {
        guard let cgroup = try? contents(of: "/proc/self/cgroup"),
            let mounts = try? contents(of: "/proc/self/mountinfo")
        else { return [] }
        return hierarchies(cgroup: cgroup, mountinfo: mounts)
    }

    /// True where there is no hierarchy of v1.
    static var isV2Alone: Bool {
        let found = hierarchies()
        return !found.isEmpty && found.allSatisfy(\.isV2)
    }

    /// Where OCI runtimes make a container's cgroup when config.json does not say where: below their own,
    /// and in v2 beside it.
    static func places(of container: String) -> [String] {
        hierarchies().flatMap { hierarchy in
            let beside = hierarchy.own.split(separator: "/").dropLast().map { "/\($0)" }.joined()
            let folders = [hierarchy.own, hierarchy.mount] + (hierarchy.isV2 ? [beside] : [])
            return folders.map { folder in
                folder.hasSuffix("/") ? folder + container : "\(folder)/\(container)"
            }
        }
    }

    /// Removes a cgroup with those below it, for a second while its processes are dying.
    /// - Parameter ours: true kills what is in it; false leaves it where anything is.
    static func remove(_ path: String, ours: Bool) {
        guard hierarchies().contains(where: { path.hasPrefix("\($0.mount)/") }) else { return }
        for _ in 0..<(ours ? 100 : 1) {
            let gone = removeOnce(path, ours: ours)
            if gone { return }
            usleep(10_000)
        }
    }

    private static func removeOnce(_ path: String, ours: Bool) -> Bool {
        for name in names(in: path) {
            var facts = stat()
            let inner = "\(path)/\(name)"
            if lstat(inner, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
                _ = removeOnce(inner, ours: ours)
            }
        }
        if ours, let text = try? contents(of: "\(path)/cgroup.procs") {
            for pid in text.split(separator: "\n").compactMap({ pid_t($0) }) where pid > 0 {
                kill(pid, SIGKILL)
            }
        }
        return rmdir(path) == 0 || errno == ENOENT
    }

    /// A line of mountinfo that is a cgroup hierarchy.
    private struct Mount {
        var root: Substring
        var path: String
        var isV2: Bool
        var options: [Substring]

        init?(_ line: Substring) {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 3, dash > 5,
                fields[dash + 1] == "cgroup" || fields[dash + 1] == "cgroup2"
            else { return nil }
            root = fields[3]
            path = String(fields[4])
            isV2 = fields[dash + 1] == "cgroup2"
            options = fields[dash + 3].split(separator: ",")
        }

        /// A path of the hierarchy below what is mounted of it; with a slash before, or empty.
        func below(_ path: Substring) -> String {
            let inside = path.hasPrefix(root) && root != "/" ? path.dropFirst(root.count) : path
            return inside == "/" ? "" : String(inside)
        }
    }
}
