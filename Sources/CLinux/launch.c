#define _GNU_SOURCE
#include "launch.h"
#include "steps.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>

// Not by the vDSO: until Linux 6.2 a child is in its new time namespace before exec (timens_on_fork in
// kernel/time/namespace.c), and its first read of the clock would put that namespace's clock pages into the
// address space that it shares with the parent, whose own reads would then never end.
static uint64_t now_ns(void) {
    struct timespec t = {0};
    CALL2(clock_gettime, CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void __attribute__((noreturn)) fail(const struct isocost_launch *launch, int32_t step, long result) {
    struct isocost_failure failure = {step, (int32_t)-result};
    CALL3(write, launch->status, &failure, sizeof failure);
    isocost_leave(127);
}

static void take_steps(struct isocost_launch *launch, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++) {
        struct isocost_step *step = &launch->steps[i];
        long result = isocost_take_step(launch, step);
        if (result < 0 && result != -step->tolerated[0] && result != -step->tolerated[1]) {
            fail(launch, (int32_t)i, result);
        }
        step->finished_ns = now_ns();
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
    CALL2(prctl, PR_SET_PDEATHSIG, SIGKILL);
    CALL1(close, launch->gate_writer);
    char byte;
    if (CALL3(read, launch->gate, &byte, 1) != 1) isocost_leave(127);
    isocost_die_with_parent(launch);
    launch->released_ns = now_ns();

    take_steps(launch, 0, launch->early_steps);
    prepare(launch);
    take_steps(launch, launch->early_steps, launch->late_steps);
    long result = CALL1(chdir, launch->working_directory);
    if (result < 0) fail(launch, ISOCOST_STAGE_WORKING_DIRECTORY, result);
    // What the caller of isocost left open must not reach an arm.
    result = CALL3(close_range, 3, ~0U, CLOSE_RANGE_CLOEXEC);
    if (result < 0) fail(launch, ISOCOST_STAGE_CLOSE_DESCRIPTORS, result);
    uint64_t none = 0;
    raw_syscall(SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, sizeof none, 0, 0);

    take_steps(launch, launch->late_steps, launch->step_count);

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
