import CLinux
import Glibc

/// What a run can make outside of its scratch folder that outlives the process that made it: System V
/// objects, a POSIX message queue and shared memory, a mount, a scratch folder in another root.
///
/// All bear the name of the run's scratch folder, which is random and not used again. So they can be removed
/// by whoever sweeps the folder, without a list that could be wrong; and only what belongs to the folder's
/// owner is.
public struct LastingObjects: Sendable {
    private let folder: String
    private let owner: uid_t

    /// - Parameter folder: a scratch folder.
    public init(of folder: String, owner: uid_t = geteuid()) {
        self.folder = folder
        self.owner = owner
    }

    /// Of message queue, shared memory and the source of mounts, without a slash.
    public var name: String { folder.split(separator: "/").last.map(String.init) ?? folder }

    /// Of System V objects: FNV-1a of the name (isthe.com/chongo/tech/comp/fnv), and never IPC_PRIVATE, which
    /// is 0.
    public var key: Int32 {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Int32(bitPattern: hash | 1)
    }

    /// Removes all that there is.
    public func remove() {
        unmount()
        removeSystemV()
        removeNamed()
    }

    /// A mount with this source is ours alone: the name is random, and only root can mount on the host.
    private func unmount() {
        let noFollow: Int32 = 8  // UMOUNT_NOFOLLOW (man 2 umount), which Glibc does not show
        for mount in MountTable.ofThisProcess.reversed() where mount.source == name && mount.type == "tmpfs" {
            umount2(mount.path, Int32(MNT_DETACH) | noFollow)
        }
    }

    private func removeSystemV() {
        var segment = shmid_ds()
        let shared = shmget(key, 0, 0)
        if shared >= 0, shmctl(shared, IPC_STAT, &segment) == 0, segment.shm_perm.cuid == owner {
            shmctl(shared, IPC_RMID, nil)
        }
        var queue = msqid_ds()
        let messages = msgget(key, 0)
        if messages >= 0, msgctl(messages, IPC_STAT, &queue) == 0, queue.msg_perm.cuid == owner {
            msgctl(messages, IPC_RMID, nil)
        }
        let semaphores = semget(key, 0, 0)
        guard semaphores >= 0 else { return }
        var set = semid_ds()
        let known = withUnsafeMutablePointer(to: &set) {
            semctl(semaphores, IPC_STAT, Int(bitPattern: $0)) == 0
        }
        if known, set.sem_perm.cuid == owner { _ = semctl(semaphores, IPC_RMID, 0) }
    }

    /// semctl(3) is variadic.
    private func semctl(_ set: Int32, _ operation: Int32, _ argument: Int) -> Int {
        isocost_call(Int(ISOCOST_CALL_SEMCTL), Int(set), 0, Int(operation), argument, 0, 0)
    }

    private func removeNamed() {
        var facts = stat()
        let memory = "/dev/shm/\(name)"
        if lstat(memory, &facts) == 0, facts.st_uid == owner { unlink(memory) }
        name.withCString { path in
            let flags = Int(O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            let queue = isocost_call(Int(ISOCOST_CALL_MQ_OPEN), Int(bitPattern: path), flags, 0, 0, 0, 0)
            guard queue >= 0 else { return }
            defer { close(Int32(queue)) }
            if fstat(Int32(queue), &facts) == 0, facts.st_uid == owner {
                _ = isocost_call(Int(ISOCOST_CALL_MQ_UNLINK), Int(bitPattern: path), 0, 0, 0, 0, 0)
            }
        }
    }
}
