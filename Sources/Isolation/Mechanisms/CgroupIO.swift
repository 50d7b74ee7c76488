import CLinux
import Glibc
import Linux

/// How much may be read and written in a second on a disk.
struct CgroupIO: CgroupMechanism {
    static let place = SettingPlace.member("ioMax", of: "cgroup")
    let name = "ioMax"
    let summary = "cgroup: bytes and operations a second on a disk"
    /// A device file; nil for the disk below /var/tmp, where files are measured by default.
    var device: String?
    var rates: [Rate: UInt64]

    /// A set that the kernel closes.
    enum Rate: String, CaseIterable {
        case readBytes, writeBytes, readOperations, writeOperations

        /// In `io.max` (Documentation/admin-guide/cgroup-v2.rst, "IO").
        var key: String {
            switch self {
            case .readBytes: "rbps"
            case .writeBytes: "wbps"
            case .readOperations: "riops"
            case .writeOperations: "wiops"
            }
        }

        /// Documentation/admin-guide/cgroup-v1/blkio-controller.rst.
        var file: String {
            switch self {
            case .readBytes: "blkio.throttle.read_bps_device"
            case .writeBytes: "blkio.throttle.write_bps_device"
            case .readOperations: "blkio.throttle.read_iops_device"
            case .writeOperations: "blkio.throttle.write_iops_device"
            }
        }
    }

    init() { rates = [.writeBytes: 1 << 40] }

    init(_ setting: Setting) throws(SettingError) {
        let members = try setting.members("ioMax", of: ["device"] + Rate.allCases.map(\.rawValue))
        device = try members["device"].map { setting throws(SettingError) in try setting.path("device") }
        rates = [:]
        for rate in Rate.allCases {
            guard let setting = members[rate.rawValue] else { continue }
            let typed = try setting.text(rate.rawValue)
            guard let amount = ByteAmount.parse(typed), amount > 0 else {
                throw setting.error(
                    "'\(rate.rawValue)' cannot be '\(typed)': a number above 0, or \(ByteAmount.expectation)")
            }
            rates[rate] = amount
        }
        if rates.isEmpty { throw setting.error("'ioMax' names no rate") }
    }

    private var sorted: [(rate: Rate, amount: UInt64)] {
        Rate.allCases.compactMap { rate in rates[rate].map { (rate, $0) } }
    }

    var setting: Setting {
        let place = device.map { [Setting.Member("device", .text($0))] } ?? []
        return .members(
            place
                + sorted.map { rate, amount in
                    let isBytes = rate == .readBytes || rate == .writeBytes
                    return .init(rate.rawValue, .text(isBytes ? ByteAmount.text(amount) : "\(amount)"))
                })
    }

    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit {
        let environment = plan?.environment ?? name
        let disk = try disk(environment)
        // The kernel prints all four, `max` where there is no limit.
        let all = Rate.allCases.map { rate in
            "\(rate.key)=\(rates[rate].map { "\($0)" } ?? "max")"
        }.joined(separator: " ")
        var first = CgroupLimit.Form("blkio")
        first.files = sorted.map { .init(name: $0.rate.file, value: "\(disk) \($0.amount)") }
        return CgroupLimit(second: .init("io", ("io.max", "\(disk) \(all)")), first: first)
    }

    /// `major:minor` of the whole disk: a partition can't be limited.
    private func disk(_ environment: String) throws(IsolationError) -> String {
        var facts = stat()
        let path = device ?? "/var/tmp"
        guard stat(path, &facts) == 0 else {
            throw .invalid(environment: environment, reason: "ioMax: there is no \(path)")
        }
        let isDevice = facts.st_mode & S_IFMT == S_IFBLK
        guard device == nil || isDevice else {
            throw .invalid(environment: environment, reason: "ioMax: \(path) is no block device")
        }
        let number = UInt64(isDevice ? facts.st_rdev : facts.st_dev)
        let name = "\(isocost_device_major(number)):\(isocost_device_minor(number))"
        if access("/sys/dev/block/\(name)/partition", F_OK) == 0,
            let whole = try? contents(of: "/sys/dev/block/\(name)/../dev")
        {
            return String(whole.prefix { !$0.isNewline })
        }
        guard access("/sys/dev/block/\(name)", F_OK) == 0 else {
            throw .unavailable(
                environment: environment,
                reason: "ioMax: \(path) lies on no block device; name one in 'device'")
        }
        return name
    }
}
