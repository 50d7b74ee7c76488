import FoundationEssentials
import Glibc
import Isolation
import Linux

/// A folder with the config.json that tells an OCI runtime to set up a sandbox
/// (https://github.com/opencontainers/runtime-spec/blob/main/config.md).
final class OCIBundle {
    let folder: String
    /// Of the container and of its cgroups; in the ledger, so that nobody's are taken for it.
    let name: String
    private let entries: [Ledger.Entry]

    /// How the runtime is told which system calls are allowed.
    enum Filtering {
        case none
        /// Compiled before, in an annotation that crun knows.
        case compiled(SystemCallFilter)
        /// A list, to be compiled at every start.
        case list
    }

    /// - Parameter ownsCgroup: true where the runtime makes one for each container.
    init(_ sandbox: Sandbox, filtering: Filtering, ownsCgroup: Bool, folder: String) throws {
        let token = Ledger.newToken()
        (name, self.folder) = ("isocost-\(token)", folder)
        try retrying("mkdir", folder) { mkdir(folder, 0o755) }
        entries = ownsCgroup ? try Self.cgroups(name, token) : []
        for entry in entries { try Ledger.record(entry) }
        var text = OCIText(sandbox).members
        switch filtering {
        case .none: break
        case .compiled(let filter):
            text.append(
                .init(
                    "annotations",
                    .members([
                        .init("run.oci.seccomp_bpf_data", .text(Data(filter.program).base64EncodedString()))
                    ])))
        case .list:
            text = text.map {
                $0.key == "linux"
                    ? OCIText.adding(.init("seccomp", OCIText.systemCalls), to: $0) : $0
            }
        }
        if ownsCgroup {
            text = text.map {
                $0.key == "linux" ? OCIText.adding(.init("resources", OCIText.resources), to: $0) : $0
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileDescriptor(open: "\(folder)/config.json", O_WRONLY | O_CREAT | O_EXCL, mode: 0o644)
            .write(Array(try encoder.encode(Setting.members(text))))
    }

    deinit { for entry in entries { Ledger.settle(entry) } }

    /// Runtimes remove their cgroups themselves; a runtime that is killed does not.
    private static func cgroups(_ name: String, _ token: String) throws -> [Ledger.Entry] {
        try Cgroups.ofThisProcess().hierarchies.flatMap { hierarchy in
            Set([hierarchy.own, hierarchy.top]).map {
                Ledger.Entry(kind: LedgerKind.cgroup.name, token: token, subject: "\($0)/\(name)")
            }
        }
    }
}
