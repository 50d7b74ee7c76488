// System calls without libc: a child that shares the parent's memory shares its `errno` too.
#ifndef ISOCOST_RAW_SYSCALL_H
#define ISOCOST_RAW_SYSCALL_H

#if defined(__x86_64__)
static inline long raw_syscall(long number, long a, long b, long c, long d, long e, long f) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "0"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

// clone3; the child, which has a stack of its own and so no frame to return to, calls `run(argument)`.
static inline long raw_clone3(void *arguments, unsigned long size, void (*run)(void *), void *argument) {
    long result;
    register void *r12 __asm__("r12") = argument;
    register void (*r13)(void *) __asm__("r13") = run;
    __asm__ volatile("syscall\n\t"
                     "testq %%rax, %%rax\n\t"
                     "jnz 1f\n\t"
                     "xorl %%ebp, %%ebp\n\t"
                     "movq %%r12, %%rdi\n\t"
                     "callq *%%r13\n\t"
                     "hlt\n"
                     "1:"
                     : "=a"(result)
                     : "0"(435L), "D"(arguments), "S"(size), "r"(r12), "r"(r13)
                     : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
static inline long raw_syscall(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}

static inline long raw_clone3(void *arguments, unsigned long size, void (*run)(void *), void *argument) {
    register long x8 __asm__("x8") = 435;
    register long x0 __asm__("x0") = (long)arguments;
    register long x1 __asm__("x1") = (long)size;
    register void *x19 __asm__("x19") = argument;
    register void (*x20)(void *) __asm__("x20") = run;
    __asm__ volatile("svc 0\n\t"
                     "cbnz x0, 1f\n\t"
                     "mov x29, xzr\n\t"
                     "mov x0, x19\n\t"
                     "blr x20\n\t"
                     "brk 0\n"
                     "1:"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x19), "r"(x20)
                     : "memory");
    return x0;
}
#else
#error "isocost launches children on x86-64 and arm64 only"
#endif

#endif
