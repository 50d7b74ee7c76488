extension SeccompProfile {
    /// What OCI runtimes let containers with the default capabilities do: the published default list of
    /// moby, containerd and podman, for Linux 4.8 and newer.
    ///
    /// Sources: https://docs.docker.com/engine/security/seccomp/ and the projects' default lists, as of 2023
    /// (github.com/moby/moby, profiles/seccomp; github.com/containers/common, pkg/seccomp).
    package static let container = SeccompProfile(
        defaultAction: .init(.error), architectures: containerArchitectures, flags: [.allowSpeculation],
        rules: [
            Rule(names: files + memory + processes + signals, action: .init(.allow)),
            Rule(names: identities + communication + time + system, action: .init(.allow)),
            // Not AF_VSOCK, which leads out of a virtual machine.
            Rule(
                names: ["socket"], action: .init(.allow),
                arguments: [.init(index: 0, value: 40, comparison: .notEqual)]),
            // No new namespaces: CLONE_NEW* without CLONE_NEWTIME, which clone can't express.
            Rule(
                names: ["clone"], action: .init(.allow),
                arguments: [.init(index: 0, value: 0x7E02_0000, second: 0, comparison: .maskedEqual)]),
            // Its flags are behind a pointer; libc falls back to clone on ENOSYS.
            Rule(names: ["clone3"], action: .init(.error, code: 38)),
        ] + personalities)

    private static var containerArchitectures: [String] {
        #if arch(x86_64)
            ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"]
        #else
            ["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"]
        #endif
    }

    /// Linux, BSD and 32-bit ones, with or without UNAME26, and the question which one it is.
    private static let personalities = [0x0, 0x8, 0x20000, 0x20008, 0xffff_ffff].map { (value: UInt64) in
        Rule(
            names: ["personality"], action: .init(.allow),
            arguments: [.init(index: 0, value: value, comparison: .equal)])
    }

    private static let files = words(
        """
        access chdir chmod chown chown32 close close_range copy_file_range creat dup dup2 dup3 faccessat
        faccessat2 fadvise64 fadvise64_64 fallocate fanotify_mark fchdir fchmod fchmodat fchmodat2 fchown
        fchown32 fchownat fcntl fcntl64 fdatasync fgetxattr flistxattr flock fremovexattr fsetxattr fstat
        fstat64 fstatat64 fstatfs fstatfs64 fsync ftruncate ftruncate64 futimesat getcwd getdents getdents64
        getxattr inotify_add_watch inotify_init inotify_init1 inotify_rm_watch io_cancel io_destroy
        io_getevents io_pgetevents io_pgetevents_time64 io_setup io_submit ioctl landlock_add_rule
        landlock_create_ruleset landlock_restrict_self lchown lchown32 lgetxattr link linkat listxattr
        llistxattr _llseek lremovexattr lseek lsetxattr lstat lstat64 mkdir mkdirat mknod mknodat name_to_handle_at
        newfstatat _newselect open openat openat2 pipe pipe2 poll ppoll ppoll_time64 pread64 preadv preadv2
        pselect6 pselect6_time64 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv
        removexattr rename renameat renameat2 rmdir select sendfile sendfile64 setxattr splice stat stat64
        statfs statfs64 statx symlink symlinkat sync sync_file_range sync_file_range2 syncfs tee truncate
        truncate64 umask unlink unlinkat utime utimensat utimensat_time64 utimes vmsplice write writev
        epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old
        eventfd eventfd2 signalfd signalfd4 timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime
        timerfd_settime64 chroot cachestat
        """)

    private static let memory = words(
        """
        brk madvise membarrier memfd_create memfd_secret mincore mlock mlock2 mlockall mmap mmap2 mprotect
        mremap msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect process_madvise
        process_mrelease remap_file_pages map_shadow_stack
        """)

    private static let processes = words(
        """
        arch_prctl capget capset execve execveat exit exit_group fork futex futex_requeue futex_time64
        futex_wait futex_waitv futex_wake get_robust_list get_thread_area getcpu getpgid getpgrp getpid
        getppid getpriority getrlimit getrusage getsid gettid ioprio_get ioprio_set modify_ldt nanosleep
        pidfd_open pidfd_send_signal prctl prlimit64 process_vm_readv process_vm_writev ptrace restart_syscall
        rseq sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr sched_getparam
        sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64 sched_setaffinity sched_setattr
        sched_setparam sched_setscheduler sched_yield seccomp set_robust_list set_thread_area
        set_tid_address setpgid setpriority setrlimit setsid ugetrlimit vfork wait4 waitid waitpid kcmp
        """)

    private static let signals = words(
        """
        alarm kill pause rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
        rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo sigaltstack sigprocmask
        sigreturn tgkill tkill
        """)

    private static let identities = words(
        """
        getegid getegid32 geteuid geteuid32 getgid getgid32 getgroups getgroups32 getresgid getresgid32
        getresuid getresuid32 getuid getuid32 setfsgid setfsgid32 setfsuid setfsuid32 setgid setgid32
        setgroups setgroups32 setregid setregid32 setresgid setresgid32 setresuid setresuid32 setreuid
        setreuid32 setuid setuid32
        """)

    private static let communication = words(
        """
        accept accept4 bind connect getpeername getsockname getsockopt ipc listen mq_getsetattr mq_notify
        mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend mq_timedsend_time64 mq_unlink msgctl
        msgget msgrcv msgsnd recv recvfrom recvmmsg recvmmsg_time64 recvmsg semctl semget semop semtimedop
        semtimedop_time64 send sendmmsg sendmsg sendto setsockopt shmat shmctl shmdt shmget shutdown
        socketcall socketpair
        """)

    private static let time = words(
        """
        adjtimex clock_adjtime clock_adjtime64 clock_getres clock_getres_time64 clock_gettime
        clock_gettime64 clock_nanosleep clock_nanosleep_time64 getitimer gettimeofday setitimer time
        timer_create timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime
        timer_settime64 times
        """)

    private static let system = words("getrandom sysinfo uname")

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

extension SeccompProfile {
    /// A filter that allows everything: what looking at every system call costs by itself.
    static let allowAll = SeccompProfile(defaultAction: .init(.allow))
}
