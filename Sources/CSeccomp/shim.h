// libseccomp: names of system calls to a BPF program (man 3 seccomp_init).
#include <seccomp.h>
