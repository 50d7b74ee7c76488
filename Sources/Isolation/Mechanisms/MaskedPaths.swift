import Glibc

/// Paths that are there but show nothing: an empty folder or /dev/null is mounted on them.
struct MaskedPaths: Mechanism {
    static let place = SettingPlace.value(of: "maskedPaths")
    let name = "maskedPaths"
    let summary = "paths of /proc and /sys that show nothing, as runtimes mask them"
    let requirements = ["mount"]
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.mounts]
    var paths: [String]

    /// Of `runc spec` and Docker's default specification (github.com/moby/moby, oci/defaults.go).
    static let ofContainers = [
        "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
        "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
        "/sys/devices/virtual/powercap",
    ]

    init(paths: [String] = ofContainers) { self.paths = paths }

    init(_ setting: Setting) throws(SettingError) {
        paths = try PathList.read(setting, key: "maskedPaths", containers: Self.ofContainers)
    }

    var setting: Setting { PathList.written(paths, containers: Self.ofContainers) }

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    /// What is mounted on a file is /dev/null, and below an overlay there is none: /dev is a mount of the host's.
    func requirements(among names: Set<String>) -> [String] {
        names.contains("overlay") ? requirements + ["dev"] : requirements
    }

    /// A folder takes the first mount, a file the second; what is missing here needs no mask.
    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        for path in paths {
            let folder = Step.mount(
                source: "tmpfs", target: path, type: "tmpfs", flags: UInt(MS_RDONLY), data: "size=0k")
            let file = Step.mount(
                source: "/dev/null", target: path, type: nil, flags: UInt(MS_BIND), data: nil)
            for step in [folder, file] {
                plan.add(.tolerating(ENOENT, .tolerating(ENOTDIR, step)), at: .covers)
            }
        }
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        Dictionary(uniqueKeysWithValues: paths.map { ("masked \($0)", process.mask(of: $0)) })
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        paths.compactMap { path in
            let found = evidence.detail("masked \(path)")
            return ["by a mount", "absent"].contains(found) ? nil : "masked \(path) is \(found)"
        }
    }
}

/// A list of paths, or the word for those of containers.
enum PathList {
    private static let word = "container"

    static func read(
        _ setting: Setting, key: String, containers: [String]
    ) throws(SettingError) -> [String] {
        guard setting.scalar == nil else {
            _ = try setting.word(key, of: [word])
            return containers
        }
        var paths: [String] = []
        for item in try setting.list(key) { paths.append(try item.path(key)) }
        if paths.isEmpty { throw setting.error("'\(key)' names none") }
        return paths
    }

    static func written(_ paths: [String], containers: [String]) -> Setting {
        paths == containers ? .text(word) : .texts(paths)
    }
}

extension ObservedProcess {
    fileprivate func mask(of path: String) -> String {
        if mount(on: path) != nil { return "by a mount" }
        return exists(path) ? "open" : "absent"
    }
}
