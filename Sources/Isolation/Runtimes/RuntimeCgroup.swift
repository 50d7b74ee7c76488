import Glibc
import Linux

/// Cgroups that runtimes make (man 7 cgroups).
enum RuntimeCgroup {
    static var hierarchies: [Cgroups.Hierarchy] { (try? Cgroups.ofThisProcess())?.hierarchies ?? [] }

    /// True where there is no hierarchy of version 1.
    static var isVersion2Alone: Bool {
        let found = hierarchies
        return !found.isEmpty && found.allSatisfy { $0.version == 2 }
    }

    /// True where a runtime that moves the worker into a cgroup of its own may undo what CPU it was given: until
    /// Linux 6.2 a task that moves to another cpuset may run wherever that lets it (cpuset_attach in
    /// kernel/cgroup/cpuset.c).
    static var hasCPUSetInV2: Bool {
        let found = try? Cgroups.ofThisProcess().hierarchy(of: "cpuset")
        return found?.version == 2
    }

    /// Where OCI runtimes make a container's cgroup when config.json does not say where: below their own or
    /// the top of the hierarchy, and in version 2 beside their own.
    static func places(of container: String, in hierarchies: [Cgroups.Hierarchy] = hierarchies) -> [String] {
        hierarchies.flatMap { hierarchy -> [String] in
            let beside = hierarchy.own.split(separator: "/").dropLast().map { "/\($0)" }.joined()
            let folders =
                [hierarchy.own, hierarchy.top]
                + (hierarchy.version == 2 && hierarchy.own != hierarchy.top ? [beside] : [])
            return Set(folders).sorted().map { "\($0)/\(container)" }
        }
    }

    /// Removes a cgroup with those below it; where it is isocost's, for a second, while its processes die.
    ///
    /// - Parameters:
    ///   - path: anything that is in no cgroup file system is left alone.
    ///   - ours: true kills what is in it; false leaves it where anything is.
    static func remove(_ path: String, ours: Bool) {
        guard hierarchies.contains(where: { path.hasPrefix("\($0.top)/") }) else { return }
        for _ in 0..<(ours ? 100 : 1) {
            if removeOnce(path, ours: ours) { return }
            usleep(10_000)
        }
    }

    private static func removeOnce(_ path: String, ours: Bool) -> Bool {
        for name in names(in: path) {
            let inner = "\(path)/\(name)"
            // Only a cgroup has this file: the rest are files of this one.
            if access("\(inner)/cgroup.procs", F_OK) == 0 { _ = removeOnce(inner, ours: ours) }
        }
        if ours, let text = try? contents(of: "\(path)/cgroup.procs") {
            for pid in text.split(separator: "\n").compactMap({ pid_t($0) }) where pid > 0 {
                kill(pid, SIGKILL)
            }
        }
        return rmdir(path) == 0 || errno == ENOENT
    }
}
