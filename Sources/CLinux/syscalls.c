#define _GNU_SOURCE
#include "syscalls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/mount.h>
#include <linux/netlink.h>
#include <linux/openat2.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <cpuid.h>
#include <x86intrin.h>
#endif

int isocost_clone_tree(const char *path) {
    return (int)syscall(SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
}

int isocost_identify(const char *path, struct isocost_identity *identity) {
    struct statx found;
    int result = statx(AT_FDCWD, path, 0, STATX_BASIC_STATS | STATX_MNT_ID, &found);
    if (result < 0) return result;
    identity->device_major = found.stx_dev_major;
    identity->device_minor = found.stx_dev_minor;
    identity->inode = found.stx_ino;
    identity->mount = found.stx_mask & STATX_MNT_ID ? found.stx_mnt_id : 0;
    return 0;
}

int isocost_get_affinity(uint64_t *mask, size_t words) {
    return (int)syscall(SYS_sched_getaffinity, 0, words * sizeof *mask, mask);
}

int isocost_set_affinity(const uint64_t *mask, size_t words) {
    return (int)syscall(SYS_sched_setaffinity, 0, words * sizeof *mask, mask);
}

int isocost_exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

int isocost_exit_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }

int isocost_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int isocost_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int isocost_open_folder(int parent, const char *name) {
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int isocost_open_inner_folder(int parent, const char *name) {
    struct open_how how = {
        .flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC,
        .resolve = RESOLVE_NO_XDEV,
    };
    return (int)syscall(SYS_openat2, parent, name, &how, sizeof how);
}

int isocost_terminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void isocost_hypervisor_signature(char signature[13]) {
    memset(signature, 0, 13);
#if defined(__x86_64__)
    unsigned int a, b, c, d;
    const unsigned int hypervisor_present = 1u << 31;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & hypervisor_present)) return;
    __cpuid(0x40000000, a, b, c, d);
    memcpy(signature, &b, 4);
    memcpy(signature + 4, &c, 4);
    memcpy(signature + 8, &d, 4);
#endif
}

#if defined(__x86_64__)
static uint64_t monotonic_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
#endif

uint32_t isocost_tsc_kilohertz(void) {
#if defined(__x86_64__)
    uint64_t started = monotonic_ns(), ticks = __rdtsc(), ended;
    struct timespec pause = {.tv_nsec = 20000000};
    nanosleep(&pause, NULL);
    uint64_t passed = __rdtsc() - ticks;
    ended = monotonic_ns();
    return (uint32_t)(passed * 1000000u / (ended - started));
#else
    return 0;
#endif
}

void isocost_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

uint32_t isocost_device_major(uint64_t device) { return major(device); }

uint32_t isocost_device_minor(uint64_t device) { return minor(device); }

int isocost_route_socket(void) { return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE); }

int isocost_speculation(unsigned long misfeature) {
    return prctl(PR_GET_SPECULATION_CTRL, misfeature, 0, 0, 0);
}

int isocost_get_limit(pid_t pid, int resource, uint64_t *soft, uint64_t *hard) {
    struct rlimit64 limit;
    if (prlimit64(pid, resource, NULL, &limit) < 0) return -1;
    *soft = limit.rlim_cur;
    *hard = limit.rlim_max;
    return 0;
}

int isocost_landlock_version(void) {
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static volatile sig_atomic_t interrupt;

static void note_interrupt(int signal) { interrupt = signal; }

static void pass(int signal) { (void)signal; }

void isocost_watch_interrupts(void) {
    // No SA_RESTART: a blocking call returns, and the harness looks at the flag.
    struct sigaction action = {.sa_handler = note_interrupt};
    const int watched[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        struct sigaction before;
        // What was ignored at the start stays so: nohup and background jobs of a shell rely on it.
        if (sigaction(watched[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        sigaction(watched[i], &action, NULL);
    }
    // Not SIG_IGN, which CLONE_CLEAR_SIGHAND and exec would keep for every child (man 7 signal).
    struct sigaction nothing = {.sa_handler = pass};
    sigaction(SIGPIPE, &nothing, NULL);
}

int isocost_interrupt(void) { return interrupt; }

void isocost_resend_interrupt(void) {
    signal(interrupt, SIG_DFL);
    raise(interrupt);
}
