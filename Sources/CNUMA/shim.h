// libnuma: which node a CPU belongs to (man 3 numa).
#include <numa.h>
