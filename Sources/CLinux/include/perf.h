// Performance counters (man 2 perf_event_open).
#ifndef ISOCOST_PERF_H
#define ISOCOST_PERF_H

#include <sys/types.h>

#pragma clang assume_nonnull begin

// glibc has no wrapper for this system call, and Swift can't call the variadic syscall(2).
// `attr` is untyped because libpfm4 and <linux/perf_event.h> define one structure twice; both hold
// the size in it that the kernel goes by. -1 and errno for failure, a descriptor otherwise.
int isocost_perf_event_open(const void *attr, pid_t pid, int cpu, int group_fd, unsigned long flags);

// Starts an event and the group it leads: PERF_EVENT_IOC_ENABLE is an _IO number, which Swift does not
// import, for the variadic ioctl(2), which it can't call. -1 and errno for failure.
int isocost_perf_event_enable(int descriptor);

#pragma clang assume_nonnull end
#endif
