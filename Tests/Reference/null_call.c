/* Reference for sys.null: prints the nanoseconds per getpid by syscall(2) of each slice. */
#define _GNU_SOURCE
#include "memory.h"

#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
    const char *usage = "null_call OPS SLICES";
    long ops = argument(argc, argv, 1, usage), slices = argument(argc, argv, 2, usage);
    for (long slice = 0; slice < slices; slice++) {
        double start = nanoseconds();
        long sum = 0;
        for (long op = 0; op < ops; op++) sum += syscall(SYS_getpid);
        double end = nanoseconds();
        if (sum != ops * (long)getpid()) return 70;
        printf("%.4f\n", (end - start) / ops);
    }
    return 0;
}
