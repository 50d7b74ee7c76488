// Work whose amount is known: SPIN thousands of multiplications that wait for one another. Two runs with other
// values of SPIN differ by just that.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    const char *amount = getenv("SPIN");
    uint64_t value = 1;
    for (uint64_t left = strtoull(amount ? amount : "1000", NULL, 10) * 1000; left > 0; left--)
        value = value * 6364136223846793005u + 1442695040888963407u;
    // Depends on every step, and never fails.
    return value == 0;
}
