// What is used of PKCS #11 (Cryptoki 2.40, C binding): layouts, numbers, and calls through the list of functions that a module hands
// out. Written for this program from the OASIS specification. Unix only: there structures have the platform's own alignment.
#pragma once

typedef unsigned long vericlip_ck_ulong;

typedef struct {
    vericlip_ck_ulong type;
    void *value;
    vericlip_ck_ulong count;
} vericlip_ck_attribute;

typedef struct {
    vericlip_ck_ulong mechanism;
    void *parameter;
    vericlip_ck_ulong parameter_count;
} vericlip_ck_mechanism;

typedef struct {
    void *create_mutex, *destroy_mutex, *lock_mutex, *unlock_mutex;
    vericlip_ck_ulong flags;
    void *reserved;
} vericlip_ck_initialize;

typedef struct {
    unsigned char major, minor;
} vericlip_ck_version;

/// Text is padded with spaces, not ended by a zero.
typedef struct {
    unsigned char label[32], manufacturer[32], model[16], serial_number[16];
    vericlip_ck_ulong flags, counts[10];
    vericlip_ck_version hardware, firmware;
    unsigned char time[16];
} vericlip_ck_token_info;

/// In the order of the specification; the functions in between are not called.
typedef struct {
    vericlip_ck_version version;
    vericlip_ck_ulong (*initialize)(void *);
    void *finalize_to_get_function_list[3];
    vericlip_ck_ulong (*get_slot_list)(unsigned char present, vericlip_ck_ulong *slots, vericlip_ck_ulong *count);
    void *get_slot_info;
    vericlip_ck_ulong (*get_token_info)(vericlip_ck_ulong slot, vericlip_ck_token_info *);
    void *get_mechanism_list_to_set_pin[5];
    vericlip_ck_ulong (*open_session)(
        vericlip_ck_ulong slot, vericlip_ck_ulong flags, void *application, void *notify, vericlip_ck_ulong *session);
    vericlip_ck_ulong (*close_session)(vericlip_ck_ulong session);
    void *close_all_sessions_to_set_operation_state[4];
    vericlip_ck_ulong (*login)(
        vericlip_ck_ulong session, vericlip_ck_ulong user, const unsigned char *pin, vericlip_ck_ulong count);
    void *logout_to_get_object_size[5];
    vericlip_ck_ulong (*get_attribute_value)(
        vericlip_ck_ulong session, vericlip_ck_ulong object, vericlip_ck_attribute *, vericlip_ck_ulong count);
    void *set_attribute_value;
    vericlip_ck_ulong (*find_objects_init)(
        vericlip_ck_ulong session, vericlip_ck_attribute *, vericlip_ck_ulong count);
    vericlip_ck_ulong (*find_objects)(
        vericlip_ck_ulong session, vericlip_ck_ulong *objects, vericlip_ck_ulong limit, vericlip_ck_ulong *count);
    vericlip_ck_ulong (*find_objects_final)(vericlip_ck_ulong session);
    void *encrypt_init_to_digest_final[13];
    vericlip_ck_ulong (*sign_init)(vericlip_ck_ulong session, vericlip_ck_mechanism *, vericlip_ck_ulong key);
    vericlip_ck_ulong (*sign)(
        vericlip_ck_ulong session, const unsigned char *data, vericlip_ck_ulong count, unsigned char *signature,
        vericlip_ck_ulong *signature_count);
} vericlip_ck_functions;

/// C_GetFunctionList, the one function that every module exports by name.
typedef vericlip_ck_ulong (*vericlip_ck_get_function_list)(vericlip_ck_functions **);

static inline vericlip_ck_ulong vericlip_ck_functions_of(void *get_function_list, vericlip_ck_functions **functions) {
    return ((vericlip_ck_get_function_list)get_function_list)(functions);
}

enum {
    VERICLIP_CKR_OK = 0,
    VERICLIP_CKR_PIN_INCORRECT = 0xA0,
    VERICLIP_CKR_PIN_LOCKED = 0xA4,
    VERICLIP_CKR_USER_ALREADY_LOGGED_IN = 0x100,
    VERICLIP_CKR_ALREADY_INITIALIZED = 0x191,
    VERICLIP_CKF_OS_LOCKING_OK = 2,
    VERICLIP_CKF_SERIAL_SESSION = 4,
    VERICLIP_CKU_USER = 1,
    VERICLIP_CKO_PUBLIC_KEY = 2,
    VERICLIP_CKO_PRIVATE_KEY = 3,
    VERICLIP_CKA_CLASS = 0,
    VERICLIP_CKA_LABEL = 3,
    VERICLIP_CKA_KEY_TYPE = 0x100,
    VERICLIP_CKA_EC_POINT = 0x181,
    VERICLIP_CKK_EC = 3,
    VERICLIP_CKK_EC_EDWARDS = 0x40,
    VERICLIP_CKM_ECDSA = 0x1041,
    VERICLIP_CKM_EDDSA = 0x1057,
};
