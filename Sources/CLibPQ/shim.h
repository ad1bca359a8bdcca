// Debian keeps the header in /usr/include/postgresql; pkg-config supplies that folder.
#include <libpq-fe.h>
// Wakes a thread that waits for libpq's socket in poll(2); Swift's Glibc module leaves it out.
#include <sys/eventfd.h>
