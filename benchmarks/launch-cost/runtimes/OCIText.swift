import Isolation

/// The members of a config.json that say what a sandbox is.
struct OCIText {
    let members: [Setting.Member]

    init(_ sandbox: Sandbox) {
        members = [
            .init("ociVersion", .text("1.0.2")),
            .init("process", Self.process(sandbox)),
            .init("root", .members([.init("path", .text(sandbox.root))])),
            .init("hostname", .text(Sandbox.hostname)),
            .init("mounts", Setting(.list(Self.mounts(sandbox)))),
            .init("linux", Self.linux(sandbox)),
        ]
    }

    static func adding(_ member: Setting.Member, to outer: Setting.Member) -> Setting.Member {
        guard case .members(let inner) = outer.value.value else { return outer }
        return .init(outer.key, .members(inner + [member]))
    }

    /// The list of `container`, without its flag: runc 1.1 takes none.
    static var systemCalls: Setting {
        var list = SeccompProfile.container
        list.flags = []
        return list.setting
    }

    /// Those of `container`: shares of the CPU, no limit of memory, 2048 processes.
    static let resources = Setting.members([
        .init("cpu", .members([.init("shares", .integer(1024))])),
        .init("memory", .members([.init("limit", .integer(-1))])),
        .init("pids", .members([.init("limit", .integer(2048))])),
    ])

    private static func process(_ sandbox: Sandbox) -> Setting {
        let user = Setting.members([.init("uid", .integer(0)), .init("gid", .integer(0))])
        var members: [Setting.Member] = [
            .init("terminal", .flag(false)), .init("user", user), .init("args", .texts([Sandbox.program])),
            .init("env", .texts(["PATH=/"])), .init("cwd", .text("/")),
            .init("noNewPrivileges", .flag(false)),
        ]
        let sets = ["bounding", "effective", "permitted"].map {
            Setting.Member($0, .texts(sandbox.capabilities))
        }
        members.append(.init("capabilities", .members(sets)))
        guard sandbox.isContainer else { return .members(members) }
        let limit = Setting.members([
            .init("type", .text("RLIMIT_NOFILE")), .init("hard", .integer(Sandbox.openFiles)),
            .init("soft", .integer(Sandbox.openFiles)),
        ])
        members.append(.init("rlimits", Setting(.list([limit]))))
        return .members(members)
    }

    private static func linux(_ sandbox: Sandbox) -> Setting {
        var members: [Setting.Member] = [
            .init(
                "namespaces",
                Setting(.list(sandbox.namespaces.map { .members([.init("type", .text($0))]) })))
        ]
        if sandbox.namespaces.contains("user") {
            let whole = Setting.members([
                .init("containerID", .integer(0)), .init("hostID", .integer(0)),
                .init("size", .integer(Int(UInt32.max))),
            ])
            for key in ["uidMappings", "gidMappings"] { members.append(.init(key, Setting(.list([whole])))) }
        }
        guard sandbox.isContainer else { return .members(members) }
        return .members(
            members + [
                .init("maskedPaths", .texts(sandbox.maskedPaths)),
                .init("readonlyPaths", .texts(sandbox.readOnlyPaths)),
            ])
    }

    /// With the options of isocost's own (Sources/Isolation/Mechanisms).
    private static func mounts(_ sandbox: Sandbox) -> [Setting] {
        let quiet = ["nosuid", "noexec"]
        var all = [
            mount("/proc", "proc", quiet + ["nodev"]),
            mount("/dev", "tmpfs", ["nosuid", "strictatime", "mode=755", "size=64k"]),
            mount("/dev/pts", "devpts", quiet + ["newinstance", "ptmxmode=0666", "mode=0620"]),
            mount("/dev/shm", "tmpfs", quiet + ["nodev", "mode=1777", "size=65536k"]),
        ]
        if sandbox.isContainer { all.append(mount("/sys", "sysfs", quiet + ["nodev", "ro"])) }
        return all
    }

    private static func mount(_ target: String, _ type: String, _ options: [String]) -> Setting {
        .members([
            .init("destination", .text(target)), .init("type", .text(type)), .init("source", .text(type)),
            .init("options", .texts(options)),
        ])
    }
}
