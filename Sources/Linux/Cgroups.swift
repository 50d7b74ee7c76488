import Glibc

/// Where this process is in the hierarchies of cgroups (man 7 cgroups).
public struct Cgroups: Sendable {
    /// One mounted tree.
    public struct Hierarchy: Sendable, Equatable {
        /// 1 or 2.
        public var version: Int
        /// That it can limit; of version 2 those that the top of the tree offers.
        public var controllers: [String]
        /// Where it is mounted.
        public var top: String
        /// The folder of the cgroup that this process is in.
        public var own: String
    }

    public let hierarchies: [Hierarchy]

    /// - Throws: `SystemError` naming the file of /proc.
    public static func ofThisProcess() throws(SystemError) -> Cgroups {
        Cgroups(
            mounts: try contents(of: "/proc/self/mountinfo"),
            membership: try contents(of: "/proc/self/cgroup"))
    }

    /// - Parameters:
    ///   - mounts: the text of /proc/self/mountinfo.
    ///   - membership: the text of /proc/self/cgroup, `NUMBER:CONTROLLERS:PATH` a line.
    public init(mounts: String, membership: String) {
        var paths: [(controllers: [String], path: String)] = []
        for line in membership.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            paths.append((fields[1].split(separator: ",").map(String.init), String(fields[2])))
        }
        hierarchies = mounts.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 3 else { return nil }
            let (root, top) = (String(fields[3]), String(fields[4]))
            let options = Set(fields[dash + 3].split(separator: ",").map(String.init))
            switch fields[dash + 1] {
            case "cgroup2":
                guard let path = paths.first(where: { $0.controllers.isEmpty })?.path else { return nil }
                return Self.second(top: top, own: Self.folder(top: top, root: root, path: path))
            case "cgroup":
                // A mount's options name its controllers, or the hierarchy that has none.
                guard
                    let found = paths.first(where: {
                        !$0.controllers.isEmpty && options.isSuperset(of: $0.controllers)
                    })
                else { return nil }
                return Hierarchy(
                    version: 1, controllers: found.controllers, top: top,
                    own: Self.folder(top: top, root: root, path: found.path))
            default: return nil
            }
        }
    }

    private static func second(top: String, own: String) -> Hierarchy {
        let offered = (try? contents(of: "\(top)/cgroup.controllers")) ?? ""
        return Hierarchy(
            version: 2, controllers: offered.split(whereSeparator: \.isWhitespace).map(String.init), top: top,
            own: own)
    }

    /// - Parameter root: the folder of the hierarchy that is mounted, `/` for all of it.
    private static func folder(top: String, root: String, path: String) -> String {
        let inside = root != "/" && path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
        return inside == "/" || inside.isEmpty ? top : top + inside
    }

    /// The tree that limits a resource here.
    public func hierarchy(of controller: String) -> Hierarchy? {
        hierarchies.first { $0.controllers.contains(controller) }
    }
}
