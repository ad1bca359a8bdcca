// A workbook is a ZIP archive (libzip reads it) of XML (expat); a new one is deflated by zlib as it is written.
#include <expat.h>
#include <zip.h>
#include <zlib.h>

// A macro, which Swift does not see.
static inline int peony_deflate_begin(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}
