// libcrypto 3.0, the parts that Vault stands on.
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/rand.h>

// Two keys of SM2 are built here and not in Swift: parameters keep pointers to their names, and a C literal lives for ever.

// The public half, uncompressed (04, x, y: 65 bytes), of the scalar `scalar` (32 bytes, big-endian). 1 on success.
static inline int peony_sm2_public(const unsigned char *scalar, unsigned char *point_bytes) {
    int done = 0;
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_sm2);
    BIGNUM *number = BN_secure_new();
    EC_POINT *point = group ? EC_POINT_new(group) : NULL;
    if (number && point && BN_bin2bn(scalar, 32, number)) {
        BN_set_flags(number, BN_FLG_CONSTTIME);
        done = EC_POINT_mul(group, point, number, NULL, NULL, NULL) == 1
            && EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, point_bytes, 65, NULL) == 65;
    }
    EC_POINT_free(point);
    BN_clear_free(number);
    EC_GROUP_free(group);
    return done;
}

// A key of SM2 with its public half (65 bytes) and, unless null, its scalar (32 bytes). NULL when the point is not on the curve.
static inline EVP_PKEY *peony_sm2_key(const unsigned char *scalar, const unsigned char *point_bytes) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM *parameters = NULL;
    BIGNUM *number = NULL;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
    int ready = builder && context
        && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0)
        && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point_bytes, 65);
    if (ready && scalar) {
        number = BN_secure_new();
        ready = number && BN_bin2bn(scalar, 32, number) && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, number);
    }
    if (ready) parameters = OSSL_PARAM_BLD_to_param(builder);
    ready = parameters && EVP_PKEY_fromdata_init(context) == 1
        && EVP_PKEY_fromdata(context, &key, scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, parameters) == 1;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    BN_clear_free(number);
    if (!ready) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    return key;
}

// A context for signing (or checking) with SM3, bound to the distinguishing identifier of GB/T 32918.2. NULL on failure. The
// context of the key that it carries is freed with `peony_sm2_done`.
static inline EVP_MD_CTX *peony_sm2_context(EVP_PKEY *key, const char *identifier, int signs) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *inner = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    if (context && inner && EVP_PKEY_CTX_set1_id(inner, identifier, (int)__builtin_strlen(identifier)) == 1) {
        EVP_MD_CTX_set_pkey_ctx(context, inner);
        int ready = signs ? EVP_DigestSignInit_ex(context, NULL, "SM3", NULL, NULL, key, NULL)
                          : EVP_DigestVerifyInit_ex(context, NULL, "SM3", NULL, NULL, key, NULL);
        if (ready == 1) return context;
    }
    EVP_MD_CTX_free(context);
    EVP_PKEY_CTX_free(inner);
    return NULL;
}

static inline void peony_sm2_done(EVP_MD_CTX *context) {
    EVP_PKEY_CTX *inner = context ? EVP_MD_CTX_get_pkey_ctx(context) : NULL;
    EVP_MD_CTX_free(context);
    EVP_PKEY_CTX_free(inner);
}

// r and s (32 bytes each, big-endian) out of a signature as ASN.1 DER, and back; the DER has at most 72 bytes. 0 on failure.
static inline int peony_sm2_raw(const unsigned char *der, long count, unsigned char *raw) {
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, count);
    int done = signature && BN_bn2binpad(ECDSA_SIG_get0_r(signature), raw, 32) == 32
        && BN_bn2binpad(ECDSA_SIG_get0_s(signature), raw + 32, 32) == 32;
    ECDSA_SIG_free(signature);
    return done;
}

static inline int peony_sm2_der(const unsigned char *raw, unsigned char *der) {
    int count = 0;
    ECDSA_SIG *signature = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw, 32, NULL);
    BIGNUM *s = BN_bin2bn(raw + 32, 32, NULL);
    if (signature && r && s && ECDSA_SIG_set0(signature, r, s) == 1) {
        r = s = NULL;
        count = i2d_ECDSA_SIG(signature, &der);
    }
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(signature);
    return count > 0 ? count : 0;
}
