import Glibc
import Linux
import Testing

/// Black-box tests of the release programs, as a user runs them.
///
/// One at a time: every run pins the same CPUs.
@Suite(
    .serialized,
    .enabled(if: Programs.areBuilt || Requirement.mustWork, "no release programs: see ISOCOST_BIN"))
enum Integration {}

/// What this user and host can do; where that is too little a test is skipped, unless ISOCOST_MUST_WORK
/// is 1: then it fails.
enum Requirement {
    static var mustWork: Bool { getenv("ISOCOST_MUST_WORK").map { String(cString: $0) } == "1" }

    static func isMet(_ condition: @autoclosure () -> Bool) -> Bool { mustWork || condition() }

    static var isRoot: Bool { isMet(geteuid() == 0) }

    /// Every one of these programs is in the search path.
    static func has(_ programs: String...) -> Bool {
        isMet(
            programs.allSatisfy { program in
                Programs.searchPath.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
            })
    }

    /// An ordinary user may make a user namespace, and with it all the others.
    static var hasRootlessNamespaces: Bool {
        let forbidden = [
            ("/proc/sys/user/max_user_namespaces", "0"), ("/proc/sys/kernel/unprivileged_userns_clone", "0"),
            ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"),
        ]
        return forbidden.allSatisfy { path, value in
            (try? contents(of: path)).map { $0.prefix { !$0.isWhitespace } != value } ?? true
        }
    }
}

extension Trait where Self == ConditionTrait {
    static var needsRoot: Self { .enabled(if: Requirement.isRoot, "needs root") }
}
