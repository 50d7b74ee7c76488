/// Where the cgroup hierarchies are mounted (man 7 cgroups).
struct CgroupMounts {
    /// By controller; of version 2 by the empty text.
    private var places: [Substring: (root: Substring, path: String)] = [:]

    /// - Parameter mountinfo: the text of /proc/self/mountinfo.
    init(mountinfo: String) {
        for line in mountinfo.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash > 4, fields.count > dash + 3 else { continue }
            let place = (root: fields[3], path: String(fields[4]))
            switch fields[dash + 1] {
            case "cgroup2": places["", default: place] = place
            case "cgroup": for option in fields[dash + 3].split(separator: ",") { places[option] = place }
            default: continue
            }
        }
    }

    /// The folder of a cgroup; nil where its hierarchy is not mounted, or the cgroup lies outside of what is.
    /// - Parameters:
    ///   - controllers: of a line in /proc/PID/cgroup; empty for version 2.
    ///   - path: of the same line.
    func folder(controllers: Substring, path: Substring) -> String? {
        let names = controllers.isEmpty ? [""] : controllers.split(separator: ",")
        guard let place = names.lazy.compactMap({ self.places[$0] }).first else { return nil }
        let root = place.root == "/" ? "" : place.root
        guard path.hasPrefix(root) else { return nil }
        return place.path + path.dropFirst(root.count)
    }
}
