// Debian keeps the header in /usr/include/postgresql; pkg-config supplies that folder.
#include <libpq-fe.h>
