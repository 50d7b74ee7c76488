#ifndef CLINUX_WORKLOAD_SYSCALLS_H
#define CLINUX_WORKLOAD_SYSCALLS_H

/// getpid(2) by syscall(2), which is variadic and therefore not imported by Swift. Some C libraries
/// keep the pid in user space; this always enters the kernel.
long workload_getpid(void);

/// Forks a child that ends at once with `code` (0...255), waits for that child alone and stores its
/// wait status. In C because no Swift code may run between fork and _exit, and because Swift hides fork.
/// Returns 0, or the errno of the fork or the wait that failed.
int workload_fork_exit_wait(int code, int *_Nonnull status);

/// WIFEXITED and WEXITSTATUS are function-like macros, which Swift does not import.
/// Returns the exit code, or -1 if the child did not exit by itself.
int workload_exit_code(int status);

/// Ends the system that this process is the init of: reboot(2), which glibc declares in a header that Swift's
/// module of it leaves out. With `restart` 0 the power goes off. Returns only if it fails.
void workload_end_system(int restart);

/// Brings `lo` up (man 7 netdevice), in C because ioctl is variadic. Where that fails, whatever needs the
/// loopback says so.
void workload_bring_loopback_up(void);

#endif
