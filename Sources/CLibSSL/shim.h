// libssl 3.0: TLS over memory, without a socket of its own.
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
