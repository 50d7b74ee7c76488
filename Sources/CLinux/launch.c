#define _GNU_SOURCE
#include "launch.h"
#include "raw_syscall.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>

#define CALL1(name, a) raw_syscall(SYS_##name, (long)(a), 0, 0, 0, 0, 0)
#define CALL2(name, a, b) raw_syscall(SYS_##name, (long)(a), (long)(b), 0, 0, 0, 0)
#define CALL3(name, a, b, c) raw_syscall(SYS_##name, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define CALL5(name, a, b, c, d, e) \
    raw_syscall(SYS_##name, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);  // the vDSO: no errno on success
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void __attribute__((noreturn)) leave(int status) {
    for (;;) CALL1(exit_group, status);
}

static void __attribute__((noreturn)) fail(const struct isocost_launch *launch, int32_t step, long result) {
    struct isocost_failure failure = {step, (int32_t)-result};
    CALL3(write, launch->status, &failure, sizeof failure);
    leave(127);
}

// A network namespace starts with `lo` down (man 7 netdevice).
static long bring_loopback_up(void) {
    long descriptor = CALL3(socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return descriptor;
    struct ifreq request = {.ifr_name = "lo"};
    long result = CALL3(ioctl, descriptor, SIOCGIFFLAGS, &request);
    if (result >= 0) {
        request.ifr_flags |= IFF_UP | IFF_RUNNING;
        result = CALL3(ioctl, descriptor, SIOCSIFFLAGS, &request);
    }
    CALL1(close, descriptor);
    return result;
}

static long interpret(const struct isocost_step *step) {
    const char *const *text = step->text;
    switch (step->kind) {
    case ISOCOST_STEP_MOUNT: return CALL5(mount, text[0], text[1], text[2], step->value, text[3]);
    case ISOCOST_STEP_UNMOUNT: return CALL2(umount2, text[0], step->value);
    case ISOCOST_STEP_PIVOT_ROOT: return CALL2(pivot_root, text[0], text[1]);
    case ISOCOST_STEP_CHANGE_ROOT: return CALL1(chroot, text[0]);
    case ISOCOST_STEP_ENTER: return CALL1(fchdir, step->value);
    case ISOCOST_STEP_CHANGE_FOLDER: return CALL1(chdir, text[0]);
    case ISOCOST_STEP_HOSTNAME: return CALL2(sethostname, text[0], step->value);
    case ISOCOST_STEP_LOOPBACK_UP: return bring_loopback_up();
    default: return -22;  // EINVAL: a kind this interpreter does not know
    }
}

// What every arm goes through, whatever is isolated in it.
static void prepare(const struct isocost_launch *launch) {
    long result = CALL2(setpgid, 0, 0);  // the terminal's Ctrl-C is for the harness alone
    if (result < 0) fail(launch, ISOCOST_STAGE_PROCESS_GROUP, result);
    if (launch->affinity) {
        result = CALL3(sched_setaffinity, 0, launch->affinity_bytes, launch->affinity);
        if (result < 0) fail(launch, ISOCOST_STAGE_AFFINITY, result);
    }
    if (launch->fixed_addresses) {
        result = CALL1(personality, 0xffffffff);  // gives the present one
        if (result >= 0) result = CALL1(personality, result | ADDR_NO_RANDOMIZE);
        if (result < 0) fail(launch, ISOCOST_STAGE_FIXED_ADDRESSES, result);
    }
    for (int i = 0; i < 3; i++) {
        if (launch->standard[i] == i) continue;  // inherited as it is; dup3 refuses it
        result = CALL3(dup3, launch->standard[i], i, 0);
        if (result < 0) fail(launch, ISOCOST_STAGE_STANDARD_STREAMS, result);
    }
}

static void run_child(void *argument) {
    struct isocost_launch *launch = argument;
    // A parent that dies from now on sends this signal; one that died before has hung up the gate, which
    // it would hold open until exec. In a pid namespace getppid() is 0 either way and tells nothing.
    CALL2(prctl, PR_SET_PDEATHSIG, SIGKILL);
    CALL1(close, launch->gate_writer);
    char byte;
    if (CALL3(read, launch->gate, &byte, 1) != 1) leave(127);
    struct pollfd gate = {.fd = launch->gate};
    struct timespec at_once = {0};
    raw_syscall(SYS_ppoll, (long)&gate, 1, (long)&at_once, 0, sizeof(uint64_t), 0);
    if (gate.revents & POLLHUP) leave(127);
    launch->released_ns = now_ns();

    prepare(launch);
    for (uint32_t i = 0; i < launch->step_count; i++) {
        long result = interpret(&launch->steps[i]);
        if (result < 0) fail(launch, (int32_t)i, result);
        launch->steps[i].finished_ns = now_ns();
    }
    long result = CALL1(chdir, launch->working_directory);
    if (result < 0) fail(launch, ISOCOST_STAGE_WORKING_DIRECTORY, result);
    // What the caller of isocost left open must not reach an arm.
    result = CALL3(close_range, 3, ~0U, CLOSE_RANGE_CLOEXEC);
    if (result < 0) fail(launch, ISOCOST_STAGE_CLOSE_DESCRIPTORS, result);
    uint64_t none = 0;
    raw_syscall(SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, sizeof none, 0, 0);

    launch->exec_ns = now_ns();
    int by_descriptor = launch->executable >= 0;
    result = CALL5(execveat, by_descriptor ? launch->executable : AT_FDCWD, by_descriptor ? "" : launch->path,
                   launch->arguments, launch->environment, by_descriptor ? AT_EMPTY_PATH : 0);
    fail(launch, ISOCOST_STAGE_EXEC, result);
}

int64_t isocost_clone(struct isocost_launch *launch) {
    struct clone_args arguments = {
        .flags = launch->clone_flags | CLONE_VM | CLONE_PIDFD | CLONE_CLEAR_SIGHAND |
                 (launch->cgroup >= 0 ? CLONE_INTO_CGROUP : 0),
        .pidfd = (uint64_t)(uintptr_t)&launch->pidfd,
        .exit_signal = SIGCHLD,
        .stack = (uint64_t)(uintptr_t)launch->stack,
        .stack_size = launch->stack_bytes,
        .cgroup = launch->cgroup >= 0 ? (uint64_t)launch->cgroup : 0,
    };
    return raw_clone3(&arguments, sizeof arguments, run_child, launch);
}
