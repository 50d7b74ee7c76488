// The child's side of a launch, one step at a time. Not for Swift: nothing of it may run in the parent.
#ifndef ISOCOST_STEPS_H
#define ISOCOST_STEPS_H

#include "launch.h"
#include "raw_syscall.h"

// Of the numbers in sys/syscall.h; every argument as a word.
#define CALL1(name, a) raw_syscall(SYS_##name, (long)(a), 0, 0, 0, 0, 0)
#define CALL2(name, a, b) raw_syscall(SYS_##name, (long)(a), (long)(b), 0, 0, 0, 0)
#define CALL3(name, a, b, c) raw_syscall(SYS_##name, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define CALL4(name, a, b, c, d) raw_syscall(SYS_##name, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define CALL5(name, a, b, c, d, e) \
    raw_syscall(SYS_##name, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)

void isocost_leave(int status) __attribute__((noreturn));

// Takes one step of the list; gives a negative errno where it failed.
long isocost_take_step(struct isocost_launch *launch, const struct isocost_step *step);

// Asks for the death signal, and leaves if the parent is gone already.
void isocost_die_with_parent(const struct isocost_launch *launch);

#endif
