// What the probes of `isocost verify` need beyond `import Glibc`: calls without a wrapper, and attempts that
// fork.
#ifndef ISOCOST_PROBE_H
#define ISOCOST_PROBE_H

#include <stdint.h>
#include <sys/syscall.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

// syscall(2) is variadic. -1 and errno for failure.
long isocost_call(long number, long a, long b, long c, long d, long e, long f);

// Numbers of the calls that the probes make by isocost_call: glibc has no wrapper for them, has a variadic
// one, or looks at the arguments itself.
enum {
    ISOCOST_CALL_ADD_KEY = SYS_add_key,
    ISOCOST_CALL_INIT_MODULE = SYS_init_module,
    ISOCOST_CALL_IOCTL = SYS_ioctl,
    ISOCOST_CALL_KEXEC_LOAD = SYS_kexec_load,
    ISOCOST_CALL_KEYCTL = SYS_keyctl,
    ISOCOST_CALL_MQ_OPEN = SYS_mq_open,
    ISOCOST_CALL_MQ_TIMEDRECEIVE = SYS_mq_timedreceive,
    ISOCOST_CALL_MQ_TIMEDSEND = SYS_mq_timedsend,
    ISOCOST_CALL_MQ_UNLINK = SYS_mq_unlink,
    ISOCOST_CALL_OPEN_TREE = SYS_open_tree,
    ISOCOST_CALL_PRCTL = SYS_prctl,
    ISOCOST_CALL_PTRACE = SYS_ptrace,
    ISOCOST_CALL_REBOOT = SYS_reboot,
    ISOCOST_CALL_SEMCTL = SYS_semctl,
    ISOCOST_CALL_SETTIMEOFDAY = SYS_settimeofday,
    ISOCOST_CALL_UNSHARE = SYS_unshare,
};

// `EPERM` for 1 (strerrorname_np needs _GNU_SOURCE); NULL for what is no errno.
const char *_Nullable isocost_error_name(int code);

// fork(2), which Swift hides: for a program of one thread, whose child may run on as it is. The child never outlives
// this process.
pid_t isocost_fork_child(void);

// A child touches `bytes` of new memory, a page at a time, as the first choice of the OOM killer. `touched`
// is how far it came, `status` how it ended (man 2 wait); 1 as exit code when mmap refused. 0, or the errno
// of fork.
int isocost_attempt_memory(uint64_t bytes, uint64_t *touched, int *status);

// Starts at most `limit` children that do nothing, and ends them all again. `made` is how many there were.
// 0 when all could be made, or the errno that refused the next one.
int isocost_attempt_processes(uint32_t limit, uint32_t *made);

// Keeps `processes` children busy for a time on the clock. `used` is their CPU time, `elapsed` the time that
// passed, both in nanoseconds. 0, or the errno of fork.
int isocost_attempt_cpu(uint32_t processes, uint64_t nanoseconds, uint64_t *used, uint64_t *elapsed);

// Looks which system calls a seccomp filter lets through, without one of them being carried out: see
// probe_calls.c. answers[i] becomes ISOCOST_ANSWER_PASSED for numbers[i], the errno that the filter gave, or
// ISOCOST_ANSWER_KILLED. 0, or the errno that kept the looker from working.
enum { ISOCOST_ANSWER_PASSED = 0, ISOCOST_ANSWER_KILLED = -1 };
int isocost_attempt_calls(const int32_t *numbers, uint32_t count, int32_t *answers);

#pragma clang assume_nonnull end
#endif
