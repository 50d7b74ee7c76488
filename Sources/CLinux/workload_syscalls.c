#define _GNU_SOURCE
#include "workload_syscalls.h"

#include <errno.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

long workload_getpid(void) { return syscall(SYS_getpid); }

int workload_fork_exit_wait(int code, int *_Nonnull status) {
    pid_t child = fork();
    if (child == -1) return errno;
    if (child == 0) _exit(code);
    // Waiting for this pid alone leaves alone the orphans that pid 1 of a pid namespace adopts.
    while (waitpid(child, status, 0) == -1) {
        if (errno != EINTR) return errno;
    }
    return 0;
}

int workload_exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

void workload_end_system(int restart) { reboot(restart ? RB_AUTOBOOT : RB_POWER_OFF); }

void workload_bring_loopback_up(void) {
    int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (control == -1) return;
    struct ifreq request = {.ifr_name = "lo"};
    if (ioctl(control, SIOCGIFFLAGS, &request) == 0) {
        request.ifr_flags |= IFF_UP | IFF_RUNNING;
        ioctl(control, SIOCSIFFLAGS, &request);
    }
    close(control);
}
