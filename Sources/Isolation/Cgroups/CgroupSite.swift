import Glibc
import Linux

/// Where a cgroup for some limits can be made: below the cgroup that isocost is in, or beside it, and nowhere
/// else.
struct CgroupSite: Equatable {
    var version: Int
    var parent: String
    var limits: [CgroupLimit]
    /// Controllers that isocost may make the parent pass on, should it not do so when the cgroup is made.
    var toEnable: [String] = []

    /// Why there is no such place.
    struct Missing: Error, Equatable {
        var reason: String
    }

    /// One site for each hierarchy that the limits need.
    static func find(for limits: [CgroupLimit], in cgroups: Cgroups) throws(Missing) -> [CgroupSite] {
        var sites: [CgroupSite] = []
        for limit in limits {
            guard let tree = tree(of: limit, in: cgroups) else {
                throw Missing(reason: "there is no cgroup controller '\(limit.second.controller)' here")
            }
            if let index = sites.firstIndex(where: {
                $0.parent.hasPrefix(tree.top) && $0.version == tree.version
            }) {
                sites[index].limits.append(limit)
            } else {
                sites.append(CgroupSite(version: tree.version, parent: tree.own, limits: [limit]))
            }
        }
        var found: [CgroupSite] = []
        for site in sites { found.append(try site.placed(in: cgroups)) }
        return found
    }

    private static func tree(of limit: CgroupLimit, in cgroups: Cgroups) -> Cgroups.Hierarchy? {
        let trees = cgroups.hierarchies.sorted { $0.version > $1.version }
        return trees.first { $0.controllers.contains(limit.form(version: $0.version).controller) }
    }

    private func placed(in cgroups: Cgroups) throws(Missing) -> CgroupSite {
        guard let tree = cgroups.hierarchies.first(where: { $0.version == version && $0.own == parent })
        else {
            throw Missing(reason: "the cgroup \(parent) is not mounted")
        }
        return version == 2 ? try placedInSecond(tree) : try writable(parent)
    }

    /// No cgroup but the top one may have both processes and children with controllers
    /// (Documentation/admin-guide/cgroup-v2.rst, "No Internal Process Constraint"), and isocost stays where
    /// it was started, as `bare` does. So below the top one; else beside.
    private func placedInSecond(_ tree: Cgroups.Hierarchy) throws(Missing) -> CgroupSite {
        let wanted = Set(limits.map(\.second.controller))
        // The top of the whole tree has no type; the top of a container's view has one.
        if access("\(tree.own)/cgroup.type", F_OK) != 0 {
            var site = try writable(tree.own)
            site.toEnable = wanted.sorted()
            return site
        }
        guard tree.own != tree.top, let slash = tree.own.lastIndex(of: "/") else {
            throw Missing(
                reason: "isocost was started in the top cgroup of a container, which can't have limited "
                    + "children beside processes; start it in a cgroup of its own")
        }
        let beside = String(tree.own[..<slash])
        let missing = wanted.subtracting(EnabledControllers.passedOn(by: beside)).sorted()
        guard missing.isEmpty else {
            throw Missing(
                reason:
                    "\(beside)/cgroup.subtree_control lacks \(missing.joined(separator: ", ")); start isocost "
                    + "where it has them, e.g. by systemd-run --scope -p CPUWeight=100 -p MemoryHigh=infinity "
                    + "-p TasksMax=infinity")
        }
        return try writable(beside)
    }

    private func writable(_ folder: String) throws(Missing) -> CgroupSite {
        guard access(folder, W_OK) == 0 else {
            throw Missing(reason: "this user may make no cgroup in \(folder)")
        }
        var site = self
        site.parent = folder
        return site
    }
}
