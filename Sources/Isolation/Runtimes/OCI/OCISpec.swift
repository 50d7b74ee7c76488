import FoundationEssentials
import Linux

/// config.json of a bundle, as far as isocost writes it (opencontainers/runtime-spec, config.md).
struct OCISpec: Codable, Equatable {
    var ociVersion = "1.0.2"
    var process: Process
    var root: Root
    var hostname = "isocost"
    var mounts: [Mount]
    var linux: Linux

    struct Process: Codable, Equatable {
        var terminal = false
        var user = User()
        var args: [String]
        var env: [String]
        var cwd = "/"
        var capabilities: Capabilities
        var rlimits: [Limit]
        var noNewPrivileges = true
    }

    struct User: Codable, Equatable {
        var uid = 0
        var gid = 0
    }

    struct Capabilities: Codable, Equatable {
        var bounding: [String]
        var effective: [String]
        var permitted: [String]
        var ambient: [String]

        init(all names: [String]) { (bounding, effective, permitted, ambient) = (names, names, names, names) }
    }

    struct Limit: Codable, Equatable {
        var type: String
        var hard: UInt64
        var soft: UInt64
    }

    struct Root: Codable, Equatable {
        var path = "rootfs"
        var readonly = true
    }

    struct Mount: Codable, Equatable {
        var destination: String
        var type: String
        var source: String
        var options: [String]?
    }

    struct Linux: Codable, Equatable {
        var resources = Resources()
        var namespaces: [Namespace]
        var maskedPaths: [String]
        var readonlyPaths: [String]
    }

    struct Resources: Codable, Equatable {
        var devices = [Device()]
        var cpu: CPU?
    }

    struct CPU: Codable, Equatable {
        /// A kernel list.
        var cpus: String
    }

    struct Device: Codable, Equatable {
        var allow = false
        var access = "rwm"
    }

    struct Namespace: Codable, Equatable {
        var type: String
    }

    func text(site: RuntimeSite) throws(IsolationError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(self), as: UTF8.self) } catch {
            throw site.failure("write config.json", "\(error)")
        }
    }
}
