// PKCS #11 v2.40 (OASIS), the few types and functions that Vault calls, in the layout of the standard on systems where a
// structure has its natural alignment. The module itself is opened at run time.
#ifndef PEONY_PKCS11_H
#define PEONY_PKCS11_H

typedef unsigned char CK_BYTE;
typedef unsigned char CK_BBOOL;
typedef unsigned long CK_ULONG;
typedef CK_ULONG CK_RV;
typedef CK_ULONG CK_FLAGS;
typedef CK_ULONG CK_SLOT_ID;
typedef CK_ULONG CK_SESSION_HANDLE;
typedef CK_ULONG CK_OBJECT_HANDLE;

enum {
    PEONY_CKR_OK = 0x000,
    PEONY_CKR_USER_ALREADY_LOGGED_IN = 0x100,
    PEONY_CKR_CRYPTOKI_ALREADY_INITIALIZED = 0x191,
    PEONY_CKR_ENCRYPTED_DATA_INVALID = 0x040,
    PEONY_CKR_ENCRYPTED_DATA_LEN_RANGE = 0x041,
    PEONY_CKR_FUNCTION_NOT_SUPPORTED = 0x054,
    PEONY_CKR_DEVICE_REMOVED = 0x032,
    PEONY_CKR_OBJECT_HANDLE_INVALID = 0x082,
    PEONY_CKR_SESSION_CLOSED = 0x0B0,
    PEONY_CKR_SESSION_HANDLE_INVALID = 0x0B3,
    PEONY_CKF_RW_SESSION = 0x2,
    PEONY_CKF_SERIAL_SESSION = 0x4,
    PEONY_CKF_OS_LOCKING_OK = 0x2,
    PEONY_CKU_USER = 1,
    PEONY_CKO_SECRET_KEY = 4,
    PEONY_CKK_GENERIC_SECRET = 0x10,
    PEONY_CKK_AES = 0x1F,
    PEONY_CKA_CLASS = 0x000,
    PEONY_CKA_TOKEN = 0x001,
    PEONY_CKA_PRIVATE = 0x002,
    PEONY_CKA_LABEL = 0x003,
    PEONY_CKA_KEY_TYPE = 0x100,
    PEONY_CKA_SENSITIVE = 0x103,
    PEONY_CKA_ENCRYPT = 0x104,
    PEONY_CKA_DECRYPT = 0x105,
    PEONY_CKA_SIGN = 0x108,
    PEONY_CKA_VALUE_LEN = 0x161,
    PEONY_CKA_EXTRACTABLE = 0x162,
    PEONY_CKA_MODIFIABLE = 0x170,
    PEONY_CKM_GENERIC_SECRET_KEY_GEN = 0x350,
    PEONY_CKM_AES_KEY_GEN = 0x1080,
    PEONY_CKM_AES_GCM = 0x1087,
    PEONY_CKM_SHA256_HMAC = 0x251,
};

typedef struct {
    CK_BYTE major, minor;
} CK_VERSION;

typedef struct {
    CK_ULONG type;
    void *value;
    CK_ULONG count;
} CK_ATTRIBUTE;

typedef struct {
    CK_ULONG mechanism;
    void *parameter;
    CK_ULONG count;
} CK_MECHANISM;

typedef struct {
    CK_BYTE *iv;
    CK_ULONG iv_count;
    CK_ULONG iv_bits;
    CK_BYTE *associated;
    CK_ULONG associated_count;
    CK_ULONG tag_bits;
} CK_GCM_PARAMS;

typedef struct {
    void *create_mutex, *destroy_mutex, *lock_mutex, *unlock_mutex;
    CK_FLAGS flags;
    void *reserved;
} CK_C_INITIALIZE_ARGS;

typedef struct {
    CK_BYTE label[32];
    CK_BYTE manufacturer[32];
    CK_BYTE model[16];
    CK_BYTE serial[16];
    CK_FLAGS flags;
    CK_ULONG numbers[10];
    CK_VERSION hardware, firmware;
    CK_BYTE utc_time[16];
} CK_TOKEN_INFO;

// The functions in the standard's order; those that are not called here are only places.
typedef struct {
    CK_VERSION version;
    CK_RV (*initialize)(void *arguments);
    void *finalize, *get_info, *get_function_list;
    CK_RV (*get_slot_list)(CK_BBOOL with_token, CK_SLOT_ID *slots, CK_ULONG *count);
    void *get_slot_info;
    CK_RV (*get_token_info)(CK_SLOT_ID slot, CK_TOKEN_INFO *info);
    void *get_mechanism_list, *get_mechanism_info, *init_token, *init_pin, *set_pin;
    CK_RV (*open_session)(CK_SLOT_ID slot, CK_FLAGS flags, void *application, void *notify, CK_SESSION_HANDLE *session);
    CK_RV (*close_session)(CK_SESSION_HANDLE session);
    void *close_all_sessions, *get_session_info, *get_operation_state, *set_operation_state;
    CK_RV (*login)(CK_SESSION_HANDLE session, CK_ULONG user, const CK_BYTE *pin, CK_ULONG count);
    void *logout, *create_object, *copy_object;
    CK_RV (*destroy_object)(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object);
    void *get_object_size;
    CK_RV (*get_attribute_value)(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG count);
    void *set_attribute_value;
    CK_RV (*find_objects_init)(CK_SESSION_HANDLE session, CK_ATTRIBUTE *attributes, CK_ULONG count);
    CK_RV (*find_objects)(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG room, CK_ULONG *count);
    CK_RV (*find_objects_final)(CK_SESSION_HANDLE session);
    CK_RV (*encrypt_init)(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key);
    CK_RV (*encrypt)(CK_SESSION_HANDLE session, const CK_BYTE *data, CK_ULONG count, CK_BYTE *output, CK_ULONG *output_count);
    void *encrypt_update, *encrypt_final;
    CK_RV (*decrypt_init)(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key);
    CK_RV (*decrypt)(CK_SESSION_HANDLE session, const CK_BYTE *data, CK_ULONG count, CK_BYTE *output, CK_ULONG *output_count);
    void *decrypt_update, *decrypt_final, *digest_init, *digest, *digest_update, *digest_key, *digest_final;
    CK_RV (*sign_init)(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key);
    CK_RV (*sign)(CK_SESSION_HANDLE session, const CK_BYTE *data, CK_ULONG count, CK_BYTE *output, CK_ULONG *output_count);
    void *sign_update, *sign_final, *sign_recover_init, *sign_recover, *verify_init, *verify, *verify_update, *verify_final,
        *verify_recover_init, *verify_recover, *digest_encrypt_update, *decrypt_digest_update, *sign_encrypt_update,
        *decrypt_verify_update;
    CK_RV (*generate_key)(
        CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *attributes, CK_ULONG count, CK_OBJECT_HANDLE *key);
    void *generate_key_pair, *wrap_key, *unwrap_key, *derive_key, *seed_random, *generate_random, *get_function_status,
        *cancel_function, *wait_for_slot_event;
} CK_FUNCTION_LIST;

typedef CK_RV (*peony_get_function_list)(CK_FUNCTION_LIST **list);

#endif
