/// Memory, beyond which the kernel reclaims and at last kills.
struct CgroupMemory: CgroupMechanism {
    static let place = SettingPlace.member("memoryMax", of: "cgroup")
    let name = "memoryMax"
    let summary = "cgroup: memory, e.g. 512MiB"
    /// Whole pages of any size that kernels have.
    var bytes: UInt64 = 1 << 30

    /// Below it the worker can't even start: its program and stack.
    private static let least: UInt64 = 1 << 20

    init() {}

    init(_ setting: Setting) throws(SettingError) {
        let typed = try setting.text("memoryMax")
        guard let bytes = ByteAmount.parse(typed) else {
            throw setting.error("'memoryMax' cannot be '\(typed)': \(ByteAmount.expectation)")
        }
        guard bytes >= Self.least else {
            throw setting.error("'memoryMax' cannot be '\(typed)': no program starts in less than 1MiB")
        }
        self.bytes = bytes & ~65535
    }

    var setting: Setting { .text(ByteAmount.text(bytes)) }

    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit {
        CgroupLimit(
            second: .init("memory", ("memory.max", "\(bytes)")),
            first: .init("memory", ("memory.limit_in_bytes", "\(bytes)")))
    }
}
