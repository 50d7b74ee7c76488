/* Reference for mem.bandwidth: prints the nanoseconds per op of each slice.
   An op is the triad over 8,192 doubles of three arrays that lie one after the other. */
#include "memory.h"

enum { CHUNK = 8192 };

static __attribute__((noinline)) void triad(double *restrict a, const double *restrict b,
                                            const double *restrict c, double s) {
    for (int i = 0; i < CHUNK; i++) a[i] = b[i] + s * c[i];
}

int main(int argc, char **argv) {
    const char *usage = "triad OPS SLICES BYTES HUGE_PAGES(0|1)";
    long ops = argument(argc, argv, 1, usage), slices = argument(argc, argv, 2, usage);
    long chunks = argument(argc, argv, 3, usage) / (3 * CHUNK * (long)sizeof(double));
    int huge_pages = (int)argument(argc, argv, 4, usage);
    long n = chunks * CHUNK;
    double *a = memory(3 * n * sizeof(double), huge_pages), *b = a + n, *c = b + n;
    for (long i = 0; i < n; i++) {
        b[i] = i % 1000;
        c[i] = i % 77;
    }
    double sum = 0;
    long op = 0;
    for (long slice = 0; slice < slices; slice++) {
        double start = nanoseconds();
        for (long end = op + ops; op < end; op++) {
            long at = op % chunks * CHUNK;
            triad(a + at, b + at, c + at, 3.0 + op / chunks % 256);
            sum += a[at + op % CHUNK];
        }
        printf("%.4f\n", (nanoseconds() - start) / ops);
    }
    return sum == 0.5;
}
