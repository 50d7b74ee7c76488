import CLinux
import Glibc
import Linux

/// A whole virtual machine: QEMU's microvm with a kernel of its own.
struct QEMU: Runtime {
    let name = "qemu"
    let summary =
        "a virtual machine (QEMU microvm) with a kernel of its own, on KVM where a guest boots on it"
    let executables = ["qemu-system-x86_64"]
    let package: String? = "qemu-system-x86"
    let changes: Set<Evidence.Property> = []
    let options = [
        RuntimeOption("kernel", "a bzImage, a vmlinux or a Debian package with one", .path),
        RuntimeOption(
            "accel", "kvm, tcg, or auto: kvm where a guest boots on it", .word(["auto", "kvm", "tcg"])),
        RuntimeOption("memory", "of the guest, e.g. 512MiB", .size),
    ]

    func availability(on host: Host, choice: RuntimeChoice) -> Availability {
        guard Machine.architecture == "x86_64" else {
            return .unavailable(reason: "QEMU's microvm is a machine of x86_64")
        }
        guard GuestKernel.find(named: choice.options["kernel"]) != nil else {
            let place = choice.options["kernel"] ?? GuestKernel.places
            return .unavailable(reason: "no kernel to boot in \(place): \(GuestKernel.advice)")
        }
        return .available
    }

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        guard let kernel = GuestKernel.find(named: choice.options["kernel"]) else {
            throw .unavailable(environment: site.environment, reason: "no kernel to boot")
        }
        let image = try kernel.image(in: site)
        let root = try Guest.root(in: site)
        func command(_ accelerator: Accelerator) -> [String] {
            [executable] + Self.machine(accelerator, memory: choice.options["memory"])
                + [
                    "-kernel", image, "-initrd", root, "-append",
                    accelerator.kernelParameters(site).joined(separator: " "),
                ]
                + choice.arguments
        }
        let found = try Accelerator.choose(choice.options["accel"] ?? "auto", site: site, command: command)
        var launch = ExternalLaunch(command: command(found.accelerator), worker: RuntimeSite.workerInside)
        launch.details = "\(found.accelerator.rawValue), guest \(kernel.name)"
        launch.variables = [site.mark]
        launch.channel = .console
        launch.workerProcess = Guest.workerProcess
        launch.scratch = Guest.scratch
        launch.programs = .unavailable(reason: "the guest's root holds only isocost's worker, no commands")
        launch.notes = found.note.map { [.init(subject: "kvm", reason: $0)] } ?? []
        return launch
    }

    /// The least that boots: no option ROM, no device but a serial line and a clock.
    private static func machine(_ accelerator: Accelerator, memory: String?) -> [String] {
        [
            "-M", "microvm,x-option-roms=off,isa-serial=on,rtc=on", "-accel", accelerator.rawValue, "-cpu",
            accelerator.cpu, "-m", "\(RuntimeOption.mebibytes(memory ?? "256MiB") ?? 256)M", "-nodefaults",
            "-no-user-config", "-nographic", "-no-reboot", "-serial", "stdio",
        ]
    }
}
