/* Memory and clock shared by the references. They follow the description of the workloads in
   docs/workloads.md and share no code with them. */
#ifndef REFERENCE_MEMORY_H
#define REFERENCE_MEMORY_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

/* Zeroed and touched memory at a multiple of 2 MiB, huge pages asked for (madvise) or refused: the
   policy of the workload must be the same, or page size and not the compiler would be compared. */
static inline void *memory(size_t bytes, int huge_pages) {
    const uintptr_t alignment = 2u << 20;
    char *mapped = mmap(NULL, bytes + alignment, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) {
        perror("mmap");
        exit(70);
    }
    char *base = (char *)(((uintptr_t)mapped + alignment - 1) & ~(alignment - 1));
    madvise(base, bytes, huge_pages ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
    memset(base, 0, bytes);
    return base;
}

static inline double nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

static inline long argument(int argc, char **argv, int index, const char *usage) {
    long value = index < argc ? strtol(argv[index], NULL, 10) : 0;
    if (value < 1 && index < argc && strcmp(argv[index], "0") == 0) return 0;
    if (value < 1) {
        fprintf(stderr, "usage: %s\n", usage);
        exit(64);
    }
    return value;
}

#endif
