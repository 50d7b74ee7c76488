import CLinux
import Glibc

/// Landlock (man 7 landlock): the program may only use the files below some paths.
struct LandlockDomain: Mechanism {
    static let place = SettingPlace.value(of: "landlock")
    let name = "landlock"
    let summary = "files below some paths only, by a Landlock domain"
    let changes: Set<Evidence.Property> = []
    var readOnly: [String]
    var readWrite: [String]

    init(readOnly: [String] = ["/usr", "/etc", "/proc"], readWrite: [String] = ["/dev", "/tmp"]) {
        self.readOnly = readOnly
        self.readWrite = readWrite
    }

    init(_ setting: Setting) throws(SettingError) {
        let members = try setting.members("landlock", of: ["readOnly", "readWrite"])
        func paths(_ key: String) throws(SettingError) -> [String] {
            var found: [String] = []
            for item in try members[key]?.list(key) ?? [] { found.append(try item.path(key)) }
            return found
        }
        self.init(readOnly: try paths("readOnly"), readWrite: try paths("readWrite"))
        if readWrite.contains("/") {
            throw setting.error("'readWrite' has /: a domain that allows everything restricts nothing")
        }
    }

    var setting: Setting {
        .members([.init("readOnly", .texts(readOnly)), .init("readWrite", .texts(readWrite))])
    }

    func availability(on host: Host) -> Availability {
        if isocost_landlock_version() < 1 { return .unavailable(reason: "this kernel has no Landlock") }
        return host.requireToRestrictItself()
    }

    /// LANDLOCK_ACCESS_FS_* of linux/landlock.h.
    private enum Access {
        static let execute: UInt64 = 1 << 0
        static let writeFile: UInt64 = 1 << 1
        static let readFile: UInt64 = 1 << 2
        static let readFolder: UInt64 = 1 << 3
        static let truncate: UInt64 = 1 << 14
        static let toRead = execute | readFile | readFolder
        /// What a rule for something else than a folder may allow.
        static let ofFiles = execute | writeFile | readFile | truncate

        /// By version of the interface: one more bit in the second and in the third.
        static func all(version: Int32) -> UInt64 {
            let bits: UInt64 = version >= 3 ? 15 : version == 2 ? 14 : 13
            return (1 << bits) - 1
        }
    }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let all = Access.all(version: isocost_landlock_version())
        plan.add(.ruleset(all), at: .landlock)
        plan.add(.rule(path: nil, accesses: Access.execute | Access.readFile), at: .landlock)
        for path in readOnly { plan.add(rule(path, Access.toRead & all, in: plan), at: .landlock) }
        let writable = readWrite + (plan.scratchFolder.map { [$0] } ?? [])
        for path in writable { plan.add(rule(path, all, in: plan), at: .landlock) }
        plan.add(.restrict, at: .landlock)
        plan.add(.denial(path: denied, making: readOnly.contains("/")), at: .landlock)
    }

    private func rule(_ path: String, _ accesses: UInt64, in plan: LaunchPlan) -> Step {
        var facts = stat()
        let prefix = plan.rootPath == "/" ? "" : plan.rootPath
        let isFile = stat(prefix + path, &facts) == 0 && facts.st_mode & S_IFMT != S_IFDIR
        return .rule(path: path, accesses: isFile ? accesses & Access.ofFiles : accesses)
    }

    /// What no rule allows: to list the root, or where that may be read, to make a folder in it.
    private var denied: String { readOnly.contains("/") ? "/.isocost-denied" : "/" }

    /// Nothing outside of a domain can see it. The child tries what it refuses, and is not launched where
    /// that works: so this is known of every child that runs.
    func observe(_ process: ObservedProcess) -> [String: String] { ["landlock": "has refused \(denied)"] }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("landlock", expected: "has refused \(denied)").map { [$0] } ?? []
    }
}
