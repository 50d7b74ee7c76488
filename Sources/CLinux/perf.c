#define _GNU_SOURCE
#include "perf.h"

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int isocost_perf_event_open(const void *attr, pid_t pid, int cpu, int group_fd, unsigned long flags) {
    return (int)syscall(SYS_perf_event_open, attr, pid, cpu, group_fd, flags);
}

int isocost_perf_event_enable(int descriptor) {
    return ioctl(descriptor, PERF_EVENT_IOC_ENABLE, 0);
}
