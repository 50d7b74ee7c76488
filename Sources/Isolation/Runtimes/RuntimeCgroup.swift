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

    /// Removes cgroups with those below them, waiting while their processes die: the last of a runtime's goes only
    /// after the runtime has.
    ///
    /// - Parameter cgroups: anything that is in no cgroup file system is left alone. What is in one of `ours` is
    ///   killed; another is left where anything stays in it.
    /// - Returns: those of `ours` that are still there.
    static func remove(_ cgroups: [(path: String, ours: Bool)]) -> [String] {
        let tops = hierarchies.map(\.top)
        var left = cgroups.filter { cgroup in tops.contains { cgroup.path.hasPrefix("\($0)/") } }
        for attempt in 0..<patience {
            left = left.filter { !removeOnce($0.path, ours: $0.ours) && ($0.ours || attempt < briefPatience) }
            if left.isEmpty { break }
            usleep(10_000)
        }
        return left.filter(\.ours).map(\.path)
    }

    /// Hundredths of a second. A busy host takes a while to end a process; somebody else's may never end.
    private static let (patience, briefPatience) = (500, 200)

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
