/* Reference for mem.latency: prints the nanoseconds per load of each slice.
   Pointers through all cache lines of 64 bytes, in one cycle drawn at random. */
#include "memory.h"

struct node {
    struct node *next;
    char rest[64 - sizeof(void *)];
};

static uint64_t random_bits(void) {
    static uint64_t x = 88172645463325252u; /* xorshift64, Marsaglia 2003 */
    x ^= x << 13;
    x ^= x >> 7;
    return x ^= x << 17;
}

int main(int argc, char **argv) {
    const char *usage = "chase OPS SLICES BYTES HUGE_PAGES(0|1)";
    long ops = argument(argc, argv, 1, usage), slices = argument(argc, argv, 2, usage);
    long n = argument(argc, argv, 3, usage) / (long)sizeof(struct node);
    int huge_pages = (int)argument(argc, argv, 4, usage);
    struct node *nodes = memory(n * sizeof(struct node), huge_pages);

    /* A random order of all lines (Fisher-Yates), then each linked to the one after it. */
    uint32_t *order = malloc(n * sizeof *order);
    if (!order) return 70;
    for (long i = 0; i < n; i++) order[i] = i;
    for (long i = n - 1; i > 0; i--) {
        long j = random_bits() % (i + 1);
        uint32_t swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
    }
    for (long i = 0; i < n; i++) nodes[order[i]].next = &nodes[order[(i + 1) % n]];
    free(order);

    struct node *p = nodes;
    for (long slice = 0; slice < slices; slice++) {
        double start = nanoseconds();
        for (long op = 0; op < ops; op++) p = p->next;
        __asm__ volatile("" : "+r"(p));
        printf("%.4f\n", (nanoseconds() - start) / ops);
    }
    return 0;
}
