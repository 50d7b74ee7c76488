// The floor for a launch with every namespace: the system calls that Isolation/Launcher makes for the
// environment `namespaces`, in the same order, written down one after the other.
//
// minimal_launch PROGRAM STAGING CPU USER-MAP GROUP-MAP
//
// For each line "launch" on standard input it starts PROGRAM, waits until it is reaped, and answers with
// the nanoseconds of CLOCK_MONOTONIC that took: from before the first pipe2 to after wait4. Any other
// line is answered "0" at once.
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Not in sched.h of glibc 2.36, whose names clash with linux/sched.h.
int sched_setaffinity(pid_t, size_t, const void *);
int close_range(unsigned, unsigned, int);

#define ALL_NAMESPACES                                                                                 \
    (CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUSER |         \
     CLONE_NEWCGROUP | CLONE_NEWTIME)

static int program, null, gate[2], status[2];
static const char *staging, *user_map, *group_map;
static unsigned long cpus[16];
static char stack[64 * 1024] __attribute__((aligned(16)));
static char *arguments[] = {"tiny", NULL}, *environment[] = {NULL};

static void check(long result) {
    if (result >= 0) return;
    long code = errno;
    if (write(status[1], &code, sizeof code) < 0) _exit(126);
    _exit(127);
}

static void bring_loopback_up(void) {
    struct ifreq lo = {.ifr_name = "lo"};
    int handle = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    check(handle);
    check(ioctl(handle, SIOCGIFFLAGS, &lo));
    lo.ifr_flags |= IFF_UP | IFF_RUNNING;
    check(ioctl(handle, SIOCSIFFLAGS, &lo));
    close(handle);
}

// libc is safe here while the parent does nothing but wait on the status pipe: only errno is shared.
static void child(void) {
    char byte;
    struct pollfd end = {.fd = gate[0]};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(gate[1]);
    if (read(gate[0], &byte, 1) != 1) _exit(127);
    if (ppoll(&end, 1, &(struct timespec){0}, NULL) < 0 || end.revents & POLLHUP) _exit(127);
    check(setpgid(0, 0));
    check(sched_setaffinity(0, sizeof cpus, cpus));
    for (int i = 0; i < 3; i++) check(dup3(null, i, 0));
    check(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
    check(sethostname("isocost", 7));
    bring_loopback_up();
    check(mount("/", staging, NULL, MS_BIND | MS_REC, NULL));
    check(chdir(staging));
    check(syscall(SYS_pivot_root, ".", "."));
    check(mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL));
    check(umount2(".", MNT_DETACH));
    check(chdir("/"));
    check(close_range(3, ~0U, CLOSE_RANGE_CLOEXEC));
    unsigned long none = 0;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, sizeof none);
    check(syscall(SYS_execveat, program, "", arguments, environment, AT_EMPTY_PATH));
}

// No libc offers clone3: the child starts on an empty stack, so it calls and never returns.
static long clone3(struct clone_args *clone) {
    long result;
#if defined(__x86_64__)
    __asm__ volatile("syscall\n\ttest %0, %0\n\tjnz 1f\n\tcall *%4\n\thlt\n1:"
                     : "=a"(result)
                     : "0"((long)SYS_clone3), "D"(clone), "S"(sizeof *clone), "b"(child)
                     : "rcx", "r11", "memory");
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = SYS_clone3;
    register long x0 __asm__("x0") = (long)clone;
    register long x1 __asm__("x1") = sizeof *clone;
    register void (*x20)(void) __asm__("x20") = child;
    __asm__ volatile("svc 0\n\tcbnz x0, 1f\n\tblr x20\n\tbrk 0\n1:"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x20)
                     : "memory");
    result = x0;
#else
#error "x86-64 and arm64 only"
#endif
    return result;
}

static void put(pid_t pid, const char *file, const char *text) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    int map = open(path, O_WRONLY | O_CLOEXEC);
    if (map < 0 || write(map, text, strlen(text)) < 0) err(70, "write %s", path);
    close(map);
}

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long long launch(void) {
    int pidfd, ending;
    long code;
    struct rusage usage;
    struct clone_args clone = {
        .flags = ALL_NAMESPACES | CLONE_VM | CLONE_PIDFD | CLONE_CLEAR_SIGHAND,
        .pidfd = (unsigned long)&pidfd,
        .exit_signal = SIGCHLD,
        .stack = (unsigned long)stack,
        .stack_size = sizeof stack,
    };
    long long started = now();
    if (pipe2(gate, O_CLOEXEC) < 0 || pipe2(status, O_CLOEXEC) < 0) err(70, "pipe2");
    pid_t pid = (pid_t)clone3(&clone);
    if (pid < 0) errx(70, "clone3: %s", strerror(-pid));
    close(gate[0]);
    close(status[1]);
    put(pid, "uid_map", user_map);
    put(pid, "gid_map", group_map);
    if (write(gate[1], "\1", 1) != 1) err(70, "open the gate");
    if (read(status[0], &code, sizeof code) != 0) errx(70, "a step of the child: %s", strerror(code));
    close(status[0]);
    close(gate[1]);
    struct pollfd end = {.fd = pidfd, .events = POLLIN};
    poll(&end, 1, -1);
    kill(-pid, SIGKILL);
    wait4(pid, &ending, 0, &usage);
    long long elapsed = now() - started;
    close(pidfd);
    if (ending != 0) errx(70, "the program ended with wait status %d", ending);
    return elapsed;
}

int main(int count, char **words) {
    if (count != 6) errx(64, "usage: minimal_launch PROGRAM STAGING CPU USER-MAP GROUP-MAP");
    program = open(words[1], O_RDONLY | O_CLOEXEC);
    if (program < 0) err(70, "open %s", words[1]);
    null = open("/dev/null", O_RDWR | O_CLOEXEC);
    staging = words[2];
    int cpu = atoi(words[3]);
    cpus[cpu / 64] = 1UL << (cpu % 64);
    user_map = words[4];
    group_map = words[5];
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        printf("%lld\n", strcmp(line, "launch\n") == 0 ? launch() : 0);
        fflush(stdout);
    }
    return 0;
}
