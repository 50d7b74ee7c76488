import CLinux
import Glibc
import Linux

/// The plain data that a child reads while it shares the harness's memory.
///
/// Nothing in it may move or go away before the child has become the program or has ended.
final class LaunchMemory {
    private var strings: [UnsafeMutablePointer<CChar>] = []
    private var blobs: [UnsafeMutableRawPointer] = []
    private let steps: UnsafeMutableBufferPointer<isocost_step>
    private let arguments: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>
    private let environment: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>
    private let mask: UnsafeMutableBufferPointer<UInt64>?
    private let stack: UnsafeMutableRawPointer
    /// Filled but for the descriptors of one launch.
    let launch: UnsafeMutablePointer<isocost_launch>

    /// The interpreter needs less than a page; the rest is for a vDSO that wants more.
    private static let stackBytes = 64 * 1024

    init(plan: LaunchPlan, program: Program, affinity: CPUSet?) throws(SystemError) {
        var strings: [UnsafeMutablePointer<CChar>] = []
        func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
            let copied = strdup(text)!
            strings.append(copied)
            return copied
        }
        func vector(_ texts: [String]) -> UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?> {
            let pointers = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(
                capacity: texts.count + 1)
            _ = pointers.initialize(from: texts.map(copy) + [nil])
            return pointers
        }
        var blobs: [UnsafeMutableRawPointer] = []
        func copy(_ bytes: [UInt8]) -> UnsafeRawPointer {
            let copied = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 8)
            copied.copyMemory(from: bytes, byteCount: bytes.count)
            blobs.append(copied)
            return UnsafeRawPointer(copied)
        }
        let memory = StepMemory(text: { UnsafePointer(copy($0)) }, bytes: { copy($0) })
        let encoded = plan.steps.map { $0.encoded(in: memory) }
        steps = .allocate(capacity: encoded.count)
        _ = steps.initialize(from: encoded)
        arguments = vector(program.arguments)
        environment = vector(Self.merged(program.environment, with: plan.variables))
        mask = affinity.map { set in
            let words = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: set.mask.count)
            _ = words.initialize(from: set.mask)
            return words
        }
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        stack = mmap(nil, Self.stackBytes, PROT_READ | PROT_WRITE, flags, -1, 0)
        launch = .allocate(capacity: 1)
        memset(launch, 0, MemoryLayout<isocost_launch>.size)
        let (path, folder) = (copy(program.path), copy(program.workingDirectory))
        self.strings = strings
        self.blobs = blobs
        fill(plan: plan, program: program, path: path, folder: folder)
        if stack == MAP_FAILED { throw SystemError("mmap", "a child's stack", code: ENOMEM) }
    }

    private func fill(
        plan: LaunchPlan, program: Program, path: UnsafePointer<CChar>, folder: UnsafePointer<CChar>
    ) {
        launch.pointee.steps = steps.baseAddress
        launch.pointee.step_count = UInt32(steps.count)
        launch.pointee.early_steps = UInt32(plan.earlySteps)
        launch.pointee.late_steps = UInt32(steps.count - plan.lateSteps)
        launch.pointee.ruleset = -1
        launch.pointee.clone_flags = plan.cloneFlags
        launch.pointee.cgroup = plan.cgroups?.descriptor ?? -1
        launch.pointee.fixed_addresses = program.fixedAddresses ? 1 : 0
        launch.pointee.executable = program.descriptor
        launch.pointee.path = path
        launch.pointee.arguments = UnsafePointer(arguments.baseAddress!)
        launch.pointee.environment = UnsafePointer(environment.baseAddress!)
        launch.pointee.working_directory = folder
        launch.pointee.affinity = mask.map { UnsafeRawPointer($0.baseAddress!) }
        launch.pointee.affinity_bytes = mask.map { $0.count * MemoryLayout<UInt64>.size } ?? 0
        launch.pointee.stack = stack
        launch.pointee.stack_bytes = Self.stackBytes
    }

    /// An added variable takes the place of one of the same name.
    private static func merged(_ environment: [String], with added: [String]) -> [String] {
        let names = added.map { $0.prefix { $0 != "=" } }
        return environment.filter { entry in !names.contains(entry.prefix { $0 != "=" }) } + added
    }

    deinit {
        for string in strings { free(string) }
        for blob in blobs { blob.deallocate() }
        steps.deallocate()
        arguments.deallocate()
        environment.deallocate()
        mask?.deallocate()
        if stack != MAP_FAILED { munmap(stack, Self.stackBytes) }
        launch.deallocate()
    }
}

extension Program {
    fileprivate var path: String {
        if case .path(let path) = executable { return path }
        return ""
    }

    fileprivate var descriptor: Int32 {
        if case .descriptor(let descriptor) = executable { return descriptor }
        return -1
    }
}
