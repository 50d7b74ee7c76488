/// Memory, beyond which the kernel reclaims and at last kills.
struct CgroupMemory: CgroupMechanism {
    static let place = SettingPlace.member("memoryMax", of: "cgroup")
    let name = "memoryMax"
    let summary = "cgroup: memory, e.g. 512MiB"
    /// Whole pages of any size that kernels have; nil to account without a limit.
    var bytes: UInt64? = 1 << 30

    private static let most = UInt64(Int.max) & ~4095

    /// Below it the worker can't even start: its program and stack.
    private static let least: UInt64 = 1 << 20

    /// A memory cgroup as runtimes make it where no limit is asked for.
    static var unlimited: CgroupMemory {
        var mechanism = CgroupMemory()
        mechanism.bytes = nil
        return mechanism
    }

    init() {}

    init(_ setting: Setting) throws(SettingError) {
        let typed = try setting.text("memoryMax")
        if typed == "max" {
            bytes = nil
            return
        }
        guard let bytes = ByteAmount.parse(typed) else {
            throw setting.error("'memoryMax' cannot be '\(typed)': \(ByteAmount.expectation), or max")
        }
        guard bytes >= Self.least else {
            throw setting.error("'memoryMax' cannot be '\(typed)': no program starts in less than 1MiB")
        }
        self.bytes = bytes & ~65535
    }

    var promises: Set<String> { bytes == nil ? [] : ["limits.memory"] }

    var setting: Setting { .text(bytes.map(ByteAmount.text) ?? "max") }

    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit {
        // Without a limit version 1 reads back the most that fits (PAGE_COUNTER_MAX).
        CgroupLimit(
            second: .init("memory", ("memory.max", bytes.map { "\($0)" } ?? "max")),
            first: .init("memory", ("memory.limit_in_bytes", "\(bytes ?? Self.most)")))
    }
}
