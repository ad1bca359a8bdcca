// A workbook is a ZIP archive (libzip reads and writes it) of XML (expat); its sheet is deflated by zlib as rows come.
#include <expat.h>
#include <stdlib.h>
#include <zip.h>
#include <zlib.h>

// Macros, which Swift does not see.
static inline int peony_deflate_begin(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}
static inline zip_int64_t peony_zip_readable(void) { return ZIP_SOURCE_SUPPORTS_READABLE; }
