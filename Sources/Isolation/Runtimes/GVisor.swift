/// gVisor (runsc): a kernel in user space runs the worker.
struct GVisor: OCIRuntime {
    let name = "gvisor"
    let summary = "gVisor's runsc on a root that holds only the worker, no network"
    let executables = ["runsc"]
    let package: String? = "runsc"
    let options = [
        RuntimeOption(
            "platform", "how it intercepts system calls; its own default if not said",
            .word(["ptrace", "systrap", "kvm"]))
    ]
    let changes: Set<Evidence.Property> = []
    let hidden: String? = "gVisor's own kernel runs the worker: it is no process of this host's kernel"

    func flags(_ choice: RuntimeChoice) -> [String] {
        ["--network=none", "--ignore-cgroups"]
            + (choice.options["platform"].map { ["--platform=\($0)"] } ?? [])
    }
}
