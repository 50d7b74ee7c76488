import Glibc
import Linux

/// Which ids of the host the ids of a user namespace are (man 7 user_namespaces).
struct UserMap: Mechanism {
    static let place = SettingPlace.value(of: "users")
    let name = "users"
    let summary = "other user ids in the user namespace: root, or ranges of the host's ids"
    let requirements = ["user"]
    let changes: Set<Evidence.Property> = []
    /// A program that is not root inside has no capabilities after exec.
    let mayChange: Set<Evidence.Property> = [.capPrm, .capEff, .capBnd]

    enum Kind: Equatable {
        /// Every id keeps its number, as it does without this mechanism.
        case identity
        /// Whoever runs isocost is root inside, and alone there.
        case root
        case ranges(users: [IdRange], groups: [IdRange])
    }

    var kind: Kind

    init(kind: Kind = .root) { self.kind = kind }

    init(_ setting: Setting) throws(SettingError) {
        guard setting.scalar == nil else {
            let word = try setting.word("users", of: ["identity", "root"])
            kind = word == "root" ? .root : .identity
            return
        }
        let members = try setting.members("users", of: ["uids", "gids"])
        guard let users = members["uids"] else { throw setting.error("'uids' is missing in users") }
        let ranges = try IdRange.list(users, key: "uids")
        kind = .ranges(
            users: ranges,
            groups: try members["gids"].map { setting throws(SettingError) in
                try IdRange.list(setting, key: "gids")
            } ?? ranges)
    }

    var setting: Setting {
        switch kind {
        case .identity: return .text("identity")
        case .root: return .text("root")
        case .ranges(let users, let groups):
            let uids = Setting.Member("uids", Setting(.list(users.map(\.setting))))
            return .members(
                users == groups ? [uids] : [uids, .init("gids", Setting(.list(groups.map(\.setting))))])
        }
    }

    func availability(on host: Host) -> Availability {
        guard case .ranges = kind else { return .available }
        return host.requireOutside(.setUserID)
    }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        switch kind {
        case .identity: break
        case .root: plan.identityMaps = .ofRoot(user: geteuid(), group: getegid())
        case .ranges(let users, let groups):
            plan.identityMaps = IdentityMaps(
                users: users.map(\.line).joined(), groups: groups.map(\.line).joined(),
                deniesSetgroups: false)
            guard let user = users.first, let group = groups.first else { return }
            // The kernel gives an id that is not mapped no number, and lets it make no file.
            guard !users.contains(where: { $0.maps(geteuid()) }) else { return }
            plan.become = (
                user: user.inside, group: group.inside, outsideUser: user.outside,
                outsideGroup: group.outside
            )
        }
    }

    func observe(_ process: ObservedProcess) -> [String: String] { ["uid_map": process.userMap] }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        let expected: String? =
            switch kind {
            case .identity: nil
            case .root: IdentityMaps.ofRoot(user: geteuid(), group: getegid()).users
            case .ranges(let users, _): users.map(\.line).joined()
            }
        return expected.flatMap {
            evidence.mismatch("uid_map", expected: $0.split(separator: "\n").joined(separator: ", "))
        }.map { [$0] } ?? []
    }
}

/// A line of a map: `count` ids from `inside` on are those of the host from `outside` on.
struct IdRange: Equatable {
    var inside: UInt32
    var outside: UInt32
    var count: UInt32

    var line: String { "\(inside) \(outside) \(count)\n" }

    func maps(_ id: UInt32) -> Bool { id >= outside && id - outside < count }

    static func list(_ setting: Setting, key: String) throws(SettingError) -> [IdRange] {
        var found: [IdRange] = []
        for item in try setting.list(key) {
            let members = try item.members(key, of: ["inside", "outside", "count"])
            guard let inside = members["inside"], let outside = members["outside"] else {
                throw item.error("\(key) need 'inside' and 'outside'")
            }
            let range = 0...Int(UInt32.max) - 1
            found.append(
                IdRange(
                    inside: UInt32(try inside.integer("inside", in: range)),
                    outside: UInt32(try outside.integer("outside", in: range)),
                    count: UInt32(try members["count"]?.integer("count", in: 1...Int(UInt32.max) - 1) ?? 1)))
        }
        if found.isEmpty { throw setting.error("'\(key)' names no range") }
        return found
    }

    var setting: Setting {
        .members([
            .init("inside", .integer(Int(inside))), .init("outside", .integer(Int(outside))),
            .init("count", .integer(Int(count))),
        ])
    }
}
