// System calls and constants that `import Glibc` does not show: they need _GNU_SOURCE.
#ifndef ISOCOST_SYSCALLS_H
#define ISOCOST_SYSCALLS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

// Namespaces (man 7 namespaces). Values from linux/sched.h, which clashes with Glibc's sched.h.
enum {
    ISOCOST_NEWTIME = 0x00000080,
    ISOCOST_NEWNS = 0x00020000,
    ISOCOST_NEWCGROUP = 0x02000000,
    ISOCOST_NEWUTS = 0x04000000,
    ISOCOST_NEWIPC = 0x08000000,
    ISOCOST_NEWUSER = 0x10000000,
    ISOCOST_NEWPID = 0x20000000,
    ISOCOST_NEWNET = 0x40000000,
};

// A detached recursive copy of the mounts at `path` (man 2 open_tree): glibc 2.36 declares it for
// _GNU_SOURCE only. Gives a descriptor, or -1 and errno.
int isocost_clone_tree(const char *path);

// statx for a mount's identity (STATX_MNT_ID); `struct statx` needs _GNU_SOURCE.
// Gives 0, or -1 and errno.
struct isocost_identity {
    uint32_t device_major, device_minor;
    uint64_t inode;
    uint64_t mount;  // 0 where the kernel does not tell it (before 5.8)
};
int isocost_identify(const char *path, struct isocost_identity *identity);

// CPU masks as plain bit fields; cpu_set_t's macros do not import. Give bytes written or -1 and errno.
int isocost_get_affinity(uint64_t *mask, size_t words);
int isocost_set_affinity(const uint64_t *mask, size_t words);

// waitid's siginfo_t holds unions that do not import; wait4 gives what is used with its usage.
int isocost_exit_code(int status);    // -1 when the process did not exit by itself
int isocost_exit_signal(int status);  // 0 when it was not ended by a signal

// A pipe with both ends close-on-exec from the start (man 2 pipe2: _GNU_SOURCE).
int isocost_pipe(int ends[_Nonnull 2]);

// A file without a name, for output that is looked at once (man 2 memfd_create: _GNU_SOURCE).
int isocost_memory_file(const char *name);

// open with O_TMPFILE/O_PATH/O_NOFOLLOW need _GNU_SOURCE: a folder, never through a symbolic link.
int isocost_open_folder(int parent, const char *name);

// The same inside a folder that is open, and never into another mount (man 2 openat2, RESOLVE_NO_XDEV:
// a bind mount has the device number of what is around it, so that only the kernel can tell).
int isocost_open_inner_folder(int parent, const char *name);

// ioctl is variadic and its numbers are macros. Columns of the terminal, 0 when it is none.
int isocost_terminal_columns(int descriptor);

// CPUID leaf 0x40000000, an instruction that Swift can't write: the hypervisor's 12 letters, or "".
void isocost_hypervisor_signature(char signature[_Nonnull 13]);

// The frequency of the time stamp counter, kHz, against CLOCK_MONOTONIC over 20 ms: RDTSC is an instruction
// that Swift can't write. 0 where there is no such counter.
uint32_t isocost_tsc_kilohertz(void);
// major and minor are macros.
uint32_t isocost_device_major(uint64_t device);
uint32_t isocost_device_minor(uint64_t device);

// A socket of rtnetlink; Glibc shows neither AF_NETLINK nor SOCK_CLOEXEC as numbers that socket takes.
int isocost_route_socket(void);

// prctl is variadic.
void isocost_adopt_orphans(void);
// What PR_GET_SPECULATION_CTRL says of a misfeature, or -1 and errno.
int isocost_speculation(unsigned long misfeature);

// prlimit of another process (_GNU_SOURCE); an unlimited one is UINT64_MAX. Gives 0, or -1 and errno.
int isocost_get_limit(pid_t pid, int resource, uint64_t *soft, uint64_t *hard);

// The version of Landlock that this kernel has (man 2 landlock_create_ruleset); no libc has the call.
// -1 and errno where there is none.
int isocost_landlock_version(void);

// A handler that only raises a flag: Swift code must not run in a signal handler.
void isocost_watch_interrupts(void);
// The signal that came, or 0.
int isocost_interrupt(void);
// Gives the signal its default meaning again and sends it to this process.
void isocost_resend_interrupt(void);

#pragma clang assume_nonnull end
#endif
