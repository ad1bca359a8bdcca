// libssl 3.0: TLS over memory for the server, over a socket for Courier. Macros that Swift cannot read are functions here.
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

/// Protocols older than TLS 1.2 are refused. 1 on success.
static inline int peony_ssl_require_tls12(SSL_CTX *context) {
    return (int)SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

/// The name that the client says it wants to reach (SNI). 1 on success.
static inline int peony_ssl_set_server_name(SSL *connection, const char *name) {
    return (int)SSL_set_tlsext_host_name(connection, name);
}
