// What Swift cannot call by itself: functions with a variable number of arguments.
#include <iconv.h>
#include <sys/prctl.h>

// From now on the process leaves no core, and nobody but root reads its memory through /proc. 0 on success.
static inline int peony_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Whether the process may be dumped: 0 when not.
static inline int peony_may_be_dumped(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
