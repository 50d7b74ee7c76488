#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

long isocost_call(long number, long a, long b, long c, long d, long e, long f) {
    return syscall(number, a, b, c, d, e, f);
}

const char *isocost_error_name(int code) { return strerrorname_np(code); }

static uint64_t now_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

pid_t isocost_fork_child(void) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127);
    }
    return child;
}

static int wait_for(pid_t child, int *status) {
    while (waitpid(child, status, 0) == -1)
        if (errno != EINTR) return errno;
    return 0;
}

// Where /proc is missing the child is judged like any other process.
static void offer_to_oom_killer(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    ssize_t written = write(file, "1000", 4);
    (void)written;
    close(file);
}

static void __attribute__((noreturn)) touch(uint64_t bytes, volatile uint64_t *touched) {
    offer_to_oom_killer();
    char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) _exit(1);
    long page = sysconf(_SC_PAGESIZE);
    for (uint64_t at = 0; at < bytes; at += (uint64_t)page) {
        *(volatile char *)(memory + at) = 1;
        *touched = at + (uint64_t)page;
    }
    _exit(0);
}

int isocost_attempt_memory(uint64_t bytes, uint64_t *touched, int *status) {
    uint64_t *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return errno;
    *shared = 0;
    pid_t child = isocost_fork_child();
    int code = errno;
    if (child == 0) touch(bytes, shared);
    if (child > 0) code = wait_for(child, status);
    *touched = *shared;
    munmap(shared, sizeof *shared);
    return code;
}

int isocost_attempt_processes(uint32_t limit, uint32_t *made) {
    pid_t *children = calloc(limit, sizeof *children);
    if (!children) return ENOMEM;
    int code = 0;
    for (*made = 0; *made < limit; ++*made) {
        pid_t child = isocost_fork_child();
        if (child == 0)
            for (;;) pause();
        if (child < 0) {
            code = errno;
            break;
        }
        children[*made] = child;
    }
    for (uint32_t i = 0; i < *made; i++) kill(children[i], SIGKILL);
    for (uint32_t i = 0; i < *made; i++) {
        int status;
        wait_for(children[i], &status);
    }
    free(children);
    return code;
}

static void __attribute__((noreturn)) burn(uint64_t until, volatile uint64_t *used) {
    while (now_ns(CLOCK_MONOTONIC) < until) {}
    *used = now_ns(CLOCK_PROCESS_CPUTIME_ID);
    _exit(0);
}

int isocost_attempt_cpu(uint32_t processes, uint64_t nanoseconds, uint64_t *used, uint64_t *elapsed) {
    size_t bytes = processes * sizeof(uint64_t);
    uint64_t *times = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (times == MAP_FAILED) return errno;
    uint64_t start = now_ns(CLOCK_MONOTONIC);
    uint32_t made = 0;
    int code = 0;
    for (; made < processes; made++) {
        pid_t child = isocost_fork_child();
        if (child == 0) burn(start + nanoseconds, &times[made]);
        if (child < 0) {
            code = errno;
            break;
        }
    }
    for (uint32_t i = 0; i < made; i++) {
        int status;
        wait_for(-1, &status);
    }
    *elapsed = now_ns(CLOCK_MONOTONIC) - start;
    *used = 0;
    for (uint32_t i = 0; i < made; i++) *used += times[i];
    munmap(times, bytes);
    return code;
}
