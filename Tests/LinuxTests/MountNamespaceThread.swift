import CLinux
import Glibc
import Linux
import Testing

/// Runs `body` on a thread with a mount namespace of its own, so that its mounts go with the thread,
/// whatever becomes of it (man 2 unshare: CLONE_NEWNS implies CLONE_FS, and holds for one thread).
func inOwnMountNamespace(_ body: @escaping () -> String) throws -> String {
    let job = MountNamespaceJob(body)
    var thread = pthread_t()
    let argument = Unmanaged.passUnretained(job).toOpaque()
    let code = pthread_create(
        &thread, nil,
        { argument in
            Unmanaged<MountNamespaceJob>.fromOpaque(argument!).takeUnretainedValue().run()
            return nil
        }, argument)
    try #require(code == 0)
    pthread_join(thread, nil)
    return job.result
}

private final class MountNamespaceJob {
    private let body: () -> String
    private(set) var result = ""

    init(_ body: @escaping () -> String) { self.body = body }

    func run() {
        // Glibc's module has no unshare: it needs _GNU_SOURCE.
        typealias Unshare = @convention(c) (Int32) -> Int32
        guard let symbol = dlsym(nil, "unshare") else {
            result = "no unshare"
            return
        }
        let unshare = unsafeBitCast(symbol, to: Unshare.self)
        guard unshare(Int32(ISOCOST_NEWNS)) == 0 else {
            result = "unshare: errno \(errno)"
            return
        }
        let isPrivate = mount("none", "/", nil, UInt(MS_REC) | UInt(MS_PRIVATE), nil)
        result = isPrivate == 0 ? body() : "private propagation: errno \(errno)"
    }
}
