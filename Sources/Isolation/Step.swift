import CLinux
import Glibc

/// One thing the child does before it becomes the program, in the words of the system call.
public enum Step: Sendable, Equatable {
    case mount(source: String?, target: String, type: String?, flags: UInt, data: String?)
    case unmount(target: String, flags: Int32)
    case pivotRoot(new: String, old: String)
    case changeRoot(String)
    case enter(descriptor: Int32, name: String)
    case changeFolder(String)
    case hostname(String)
    case loopbackUp

    /// Steps are taken phase by phase, whatever order the mechanisms were named in.
    public enum Phase: Int, Sendable, Comparable {
        /// Cut the mount tree loose from the host's before anything is mounted.
        case propagation
        case identity
        case network
        case root
        /// Inside the new root, while the old one is still attached: a user namespace may mount a
        /// new /proc only where it sees a whole one (mount_too_revealing in fs/namespace.c).
        case mounts
        case oldRoot

        public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    /// For error messages: the call and its subject.
    public var summary: String {
        switch self {
        case .mount(let source, let target, let type, _, _):
            "mount \(type ?? source ?? "propagation") on \(target)"
        case .unmount(let target, _): "umount2 \(target)"
        case .pivotRoot(let new, _): "pivot_root \(new)"
        case .changeRoot(let path): "chroot \(path)"
        case .enter(_, let name): "fchdir \(name)"
        case .changeFolder(let path): "chdir \(path)"
        case .hostname(let name): "sethostname \(name)"
        case .loopbackUp: "bring lo up"
        }
    }

    /// True for what would change the host's mounts, were there no mount namespace.
    var changesMounts: Bool {
        switch self {
        case .mount, .unmount, .pivotRoot: true
        default: false
        }
    }

    /// The step as launch.c reads it; `text` makes a C string that lives as long as the plan.
    func encoded(text: (String) -> UnsafePointer<CChar>) -> isocost_step {
        var step = isocost_step()
        switch self {
        case .mount(let source, let target, let type, let flags, let data):
            step.kind = UInt32(ISOCOST_STEP_MOUNT)
            step.text = (source.map(text), text(target), type.map(text), data.map(text))
            step.value = UInt64(flags)
        case .unmount(let target, let flags):
            step.kind = UInt32(ISOCOST_STEP_UNMOUNT)
            step.text.0 = text(target)
            step.value = UInt64(flags)
        case .pivotRoot(let new, let old):
            step.kind = UInt32(ISOCOST_STEP_PIVOT_ROOT)
            step.text.0 = text(new)
            step.text.1 = text(old)
        case .changeRoot(let path):
            step.kind = UInt32(ISOCOST_STEP_CHANGE_ROOT)
            step.text.0 = text(path)
        case .enter(let descriptor, _):
            step.kind = UInt32(ISOCOST_STEP_ENTER)
            step.value = UInt64(descriptor)
        case .changeFolder(let path):
            step.kind = UInt32(ISOCOST_STEP_CHANGE_FOLDER)
            step.text.0 = text(path)
        case .hostname(let name):
            step.kind = UInt32(ISOCOST_STEP_HOSTNAME)
            step.text.0 = text(name)
            step.value = UInt64(name.utf8.count)
        case .loopbackUp:
            step.kind = UInt32(ISOCOST_STEP_LOOPBACK_UP)
        }
        return step
    }
}
