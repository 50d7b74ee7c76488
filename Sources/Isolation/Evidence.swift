import CLinux
import Glibc
import Linux

/// What was observed of a running child: the proof of its treatment.
///
/// Read by the parent from /proc/PID (man 5 proc), so the child has no say in it.
public struct Evidence: Sendable, Codable, Equatable {
    /// Inode numbers of /proc/PID/ns/*.
    public var mnt: UInt64
    public var pid: UInt64
    public var uts: UInt64
    public var ipc: UInt64
    public var net: UInt64
    public var user: UInt64
    public var cgroup: UInt64
    public var time: UInt64
    /// The root folder: `major:minor`, inode, and the number of the mount it lies on.
    public var rootDevice: String
    public var rootInode: UInt64
    public var rootMount: UInt64
    /// Capability sets, 16 hexadecimal digits as in /proc/PID/status.
    public var capInh: String
    public var capPrm: String
    public var capEff: String
    public var capBnd: String
    public var capAmb: String
    public var noNewPrivs: String
    /// 0 none, 1 strict, 2 filter.
    public var seccomp: String
    /// How many filters; nil before Linux 5.9.
    public var seccompFilters: String?
    /// The lines of /proc/PID/cgroup, as the harness sees them, joined by blanks.
    public var cgroupPath: String
    /// The CPUs it may run on, as a kernel list.
    public var affinity: String
    /// Lines of /proc/PID/mountinfo.
    public var mounts: UInt64
    /// What mechanisms have looked for in the process, by name; nil where there was nothing to look for.
    public var details: [String: String]?

    /// Reads the evidence of a child that has become the program.
    /// - Parameter mechanisms: those that are on in it.
    /// - Throws: `SystemError` naming the file, also when the child is gone.
    public init(of process: pid_t, in mechanisms: [any Mechanism] = []) throws(SystemError) {
        let folder = "/proc/\(process)"
        mnt = try Evidence.namespace("mnt", in: folder)
        pid = try Evidence.namespace("pid", in: folder)
        uts = try Evidence.namespace("uts", in: folder)
        ipc = try Evidence.namespace("ipc", in: folder)
        net = try Evidence.namespace("net", in: folder)
        user = try Evidence.namespace("user", in: folder)
        cgroup = try Evidence.namespace("cgroup", in: folder)
        time = try Evidence.namespace("time", in: folder)

        var root = isocost_identity()
        try retrying("statx", "\(folder)/root") { isocost_identify("\(folder)/root", &root) }
        rootDevice = "\(root.device_major):\(root.device_minor)"
        rootInode = root.inode
        rootMount = root.mount

        let status = try ProcessStatus(of: process)
        func field(_ name: String) -> String { status[name] ?? "absent" }
        capInh = field("CapInh")
        capPrm = field("CapPrm")
        capEff = field("CapEff")
        capBnd = field("CapBnd")
        capAmb = field("CapAmb")
        noNewPrivs = field("NoNewPrivs")
        seccomp = field("Seccomp")
        seccompFilters = status["Seccomp_filters"]
        affinity = field("Cpus_allowed_list")
        cgroupPath = try contents(of: "\(folder)/cgroup").split(separator: "\n").joined(separator: " ")
        let table = try contents(of: "\(folder)/mountinfo")
        mounts = UInt64(table.utf8.count { $0 == UInt8(ascii: "\n") })
        let observed = ObservedProcess(process, status: status, mountTable: table)
        let found = mechanisms.reduce(into: [:]) { all, mechanism in
            all.merge(mechanism.observe(observed)) { first, _ in first }
        }
        details = found.isEmpty ? nil : found
    }

    /// The number in a link like `mnt:[4026531841]`.
    private static func namespace(_ kind: String, in folder: String) throws(SystemError) -> UInt64 {
        let path = "\(folder)/ns/\(kind)"
        var buffer = [UInt8](repeating: 0, count: 64)
        let length = try retrying("readlink", path) {
            buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
        }
        let digits = buffer[..<length].filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return UInt64(String(decoding: digits, as: UTF8.self)) ?? 0
    }
}

extension Evidence {
    /// Everything that is observed, in the order of reports.
    public enum Property: String, Sendable, CaseIterable {
        case mnt, pid, uts, ipc, net, user, cgroup, time
        case rootDevice, rootInode, rootMount
        case capInh, capPrm, capEff, capBnd, capAmb
        case noNewPrivs, seccomp, seccompFilters, cgroupPath, affinity, mounts
    }

    /// The observed value as text.
    public subscript(property: Property) -> String {
        switch property {
        case .mnt: "\(mnt)"
        case .pid: "\(pid)"
        case .uts: "\(uts)"
        case .ipc: "\(ipc)"
        case .net: "\(net)"
        case .user: "\(user)"
        case .cgroup: "\(cgroup)"
        case .time: "\(time)"
        case .rootDevice: rootDevice
        case .rootInode: "\(rootInode)"
        case .rootMount: "\(rootMount)"
        case .capInh: capInh
        case .capPrm: capPrm
        case .capEff: capEff
        case .capBnd: capBnd
        case .capAmb: capAmb
        case .noNewPrivs: noNewPrivs
        case .seccomp: seccomp
        case .seccompFilters: seccompFilters ?? "absent"
        case .cgroupPath: cgroupPath
        case .affinity: affinity
        case .mounts: "\(mounts)"
        }
    }

    /// The whole as property to value, for reports.
    public var table: [String: String] {
        Dictionary(uniqueKeysWithValues: Property.allCases.map { ($0.rawValue, self[$0]) })
            .merging(details ?? [:]) { first, _ in first }
    }

    /// What a mechanism has looked for; `not looked for` where none has.
    func detail(_ name: String) -> String { details?[name] ?? "not looked for" }

    /// A contradiction where the detail is another than it should be.
    func mismatch(_ name: String, expected: String) -> String? {
        let found = detail(name)
        return found == expected ? nil : "\(name) is \(found), not \(expected)"
    }
}
