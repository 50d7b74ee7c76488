// Which system calls a seccomp filter lets through, without carrying out one of them.
//
// Filters add up, and of their answers the strictest counts (man 2 seccomp): KILL, TRAP, ERRNO, USER_NOTIF,
// TRACE, LOG, ALLOW. So a child adds a filter that hands every call with a tag in its sixth argument to this
// process (USER_NOTIF), makes each call with the tag, and this process answers with an errno of its own. A
// call that an earlier filter refuses never gets here: its errno, or its signal, is that filter's answer. A
// call that no filter refuses gets here instead of being carried out.
#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const uint32_t tag = 0x69736f63;
// No call and no filter answers with it: "Exchange full" is from another age.
static const int passed = EXFULL;

// Shared with the child.
struct look {
    volatile int32_t listener;  // its descriptor, or -errno
    volatile uint32_t next;     // index of the call being made
    volatile int32_t answers[];
};

static int add_filter(void) {
    struct sock_filter code[] = {
        // The lower half of the sixth argument; all that Linux runs seccomp on here is little-endian.
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, tag, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = code};
    // In a process that exits soon: without CAP_SYS_ADMIN a filter needs it.
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
    long listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
    return listener < 0 ? -errno : (int)listener;
}

static void __attribute__((noreturn)) make_calls(
    const int32_t *numbers, uint32_t first, uint32_t count, struct look *look, int ready) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    look->listener = add_filter();
    ssize_t written = write(ready, "", 1);
    (void)written;
    if (look->listener < 0) _exit(1);
    for (uint32_t i = first; i < count; i++) {
        look->next = i;
        long result = syscall(numbers[i], 0, 0, 0, 0, 0, tag);
        // A filter may answer with errno 0, which is no way through either.
        look->answers[i] = result == -1 && errno == passed ? ISOCOST_ANSWER_PASSED : result == -1 ? errno : ENODATA;
    }
    look->next = count;
    _exit(0);
}

// Answers until the child is gone, which before Linux 6.11 the listener does not tell while it is a zombie.
// The kernel's own structures may be larger than the headers'.
static int serve(int listener, int child) {
    struct seccomp_notif_sizes sizes;
    if (syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes) != 0) return errno;
    char request_memory[1024], response_memory[1024];
    if (sizes.seccomp_notif > sizeof request_memory || sizes.seccomp_notif_resp > sizeof response_memory)
        return EOVERFLOW;
    struct seccomp_notif *request = (void *)request_memory;
    struct seccomp_notif_resp *response = (void *)response_memory;
    for (;;) {
        struct pollfd waiting[] = {{.fd = listener, .events = POLLIN}, {.fd = child, .events = POLLIN}};
        if (poll(waiting, 2, -1) < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        if (!(waiting[0].revents & POLLIN)) return 0;
        memset(request_memory, 0, sizeof request_memory);
        if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, request) != 0) continue;
        memset(response_memory, 0, sizeof response_memory);
        response->id = request->id;
        response->error = -passed;
        ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, response);
    }
}

// End of file would not come from a child that a filter killed: its descriptors are ours.
static void wait_until_ready(int ready, int child) {
    struct pollfd waiting[] = {{.fd = ready, .events = POLLIN}, {.fd = child, .events = POLLIN}};
    while (poll(waiting, 2, -1) < 0 && errno == EINTR) {}
}

// One child, from call `first` until it is through or killed.
static int look_from(uint32_t first, const int32_t *numbers, uint32_t count, struct look *look) {
    int ready[2];
    if (pipe(ready) != 0) return errno;
    // CLONE_FILES: the listener that the child gets is open here too, under the same number.
    look->listener = -EPERM;  // what a child that is killed before it says more ran into
    int pidfd = -1;
    long child = syscall(SYS_clone, CLONE_FILES | CLONE_PIDFD | SIGCHLD, 0, &pidfd, 0, 0);
    int code = child < 0 ? errno : 0;
    if (child == 0) make_calls(numbers, first, count, look, ready[1]);
    if (child > 0) {
        wait_until_ready(ready[0], pidfd);
        int listener = look->listener;
        code = listener < 0 ? -listener : serve(listener, pidfd);
        if (listener >= 0) close(listener);
        close(pidfd);
        kill((pid_t)child, SIGKILL);
        while (waitpid((pid_t)child, NULL, 0) == -1 && errno == EINTR) {}
    }
    close(ready[0]);
    close(ready[1]);
    return code;
}

int isocost_attempt_calls(const int32_t *numbers, uint32_t count, int32_t *answers) {
    size_t bytes = sizeof(struct look) + count * sizeof(int32_t);
    struct look *look = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (look == MAP_FAILED) return errno;
    int code = 0;
    for (uint32_t at = 0; at < count && code == 0; at++) {
        look->next = at;
        code = look_from(at, numbers, count, look);
        at = look->next;
        if (at < count) look->answers[at] = ISOCOST_ANSWER_KILLED;
    }
    for (uint32_t i = 0; i < count; i++) answers[i] = look->answers[i];
    munmap(look, bytes);
    return code;
}
