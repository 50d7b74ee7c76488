import CLinux
import Glibc
import Linux

/// What runs a virtual machine's instructions.
enum Accelerator: String {
    case kvm, tcg

    /// QEMU's -cpu.
    var cpu: String { self == .kvm ? "host" : "max" }

    func kernelParameters(_ site: RuntimeSite) -> [String] {
        ["console=ttyS0"] + clock + Guest.parameters(ending: "restart", site: site)
    }

    /// A microvm has no timer to measure the time stamp counter by, and TCG passes the host's on: some boots
    /// hang in the attempt.
    private var clock: [String] {
        let frequency = isocost_tsc_kilohertz()
        return self == .tcg && frequency > 0 ? ["tsc_early_khz=\(frequency)"] : []
    }

    private static let device = "/dev/kvm"
    /// A guest takes less than a second; on some hosts it never gets there.
    private static let bootSeconds = 8.0

    /// - Parameters:
    ///   - wanted: `kvm`, `tcg` or `auto`.
    ///   - command: that boots the worker.
    /// - Returns: the accelerator, and why it is not KVM where that was wanted.
    static func choose(
        _ wanted: String, site: RuntimeSite, command: (Accelerator) -> [String]
    ) throws(IsolationError) -> (accelerator: Accelerator, note: String?) {
        if let named = Accelerator(rawValue: wanted) { return (named, nil) }
        guard access(device, R_OK | W_OK) == 0 else {
            let reason = String(cString: strerror(errno))
            return (.tcg, "\(device): \(reason); QEMU translates instructions instead (tcg)")
        }
        let trial = HelperProgram(command: command(.kvm), variables: [site.mark], limit: bootSeconds)
        let told = try trial.run(environment: site.environment) { $0.contains(Guest.greeting) }
        if told.output.contains(Guest.greeting) { return (.kvm, nil) }
        let end =
            told.ending == nil ? "did not boot on it within \(Int(bootSeconds)) s" : "ended: \(told.summary)"
        return (.tcg, "\(device) is there, but a guest \(end); QEMU translates instructions instead (tcg)")
    }
}
