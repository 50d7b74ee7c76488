import Glibc

/// Paths that can be read but not written.
struct ReadOnlyPaths: Mechanism {
    static let place = SettingPlace.value(of: "readOnlyPaths")
    let name = "readOnlyPaths"
    let summary = "paths that can't be written, as runtimes protect /proc/sys"
    let requirements = ["mount"]
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.mounts]
    var paths: [String]

    /// Of `runc spec` and Docker's default specification (github.com/moby/moby, oci/defaults.go).
    static let ofContainers = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]

    init(paths: [String] = ofContainers) { self.paths = paths }

    init(_ setting: Setting) throws(SettingError) {
        paths = try PathList.read(setting, key: "readOnlyPaths", containers: Self.ofContainers)
    }

    var setting: Setting { PathList.written(paths, containers: Self.ofContainers) }

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let bind = UInt(MS_BIND) | UInt(MS_REC)
        for path in paths {
            let steps: [Step] = [
                .mount(source: path, target: path, type: nil, flags: bind, data: nil),
                .mountAttributes(path: path, set: MountAttribute.readOnly, recursive: true),
            ]
            for step in steps { plan.add(.tolerating(ENOENT, step), at: .covers) }
        }
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: paths.map { path in
                let isReadOnly = process.mount(on: path)?.options.contains("ro") == true
                let state = isReadOnly ? "read-only" : process.exists(path) ? "writable" : "absent"
                return ("protected \(path)", state)
            })
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        paths.compactMap { path in
            let found = evidence.detail("protected \(path)")
            return ["read-only", "absent"].contains(found) ? nil : "protected \(path) is \(found)"
        }
    }
}

/// MOUNT_ATTR_* of linux/mount.h, for mount_setattr(2).
enum MountAttribute {
    static let readOnly: UInt64 = 1
}
