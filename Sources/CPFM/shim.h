// libpfm4: event names to perf_event_attr (man 3 pfm_get_os_event_encoding).
#include <perfmon/pfmlib.h>
#include <perfmon/pfmlib_perf_event.h>
