// Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/// OPENSSL_free is a macro that adds file and line.
static inline void vericlip_openssl_free(void *pointer) { OPENSSL_free(pointer); }

/// BIO_get_mem_data is a macro over BIO_ctrl.
static inline long vericlip_bio_bytes(BIO *bio, const char **start) { return BIO_get_mem_data(bio, start); }

// The stacks of OpenSSL are typed by macros.
static inline int vericlip_oid_count(const EXTENDED_KEY_USAGE *oids) { return sk_ASN1_OBJECT_num(oids); }
static inline ASN1_OBJECT *vericlip_oid(const EXTENDED_KEY_USAGE *oids, int index) {
    return sk_ASN1_OBJECT_value(oids, index);
}
static inline void vericlip_oids_free(EXTENDED_KEY_USAGE *oids) { sk_ASN1_OBJECT_pop_free(oids, ASN1_OBJECT_free); }
static inline STACK_OF(X509) *vericlip_x509s_new(void) { return sk_X509_new_null(); }
static inline int vericlip_x509s_add(STACK_OF(X509) *stack, X509 *certificate) {
    return sk_X509_push(stack, certificate);
}
static inline int vericlip_x509s_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *vericlip_x509s_at(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }
/// Frees the stack and what is on it.
static inline void vericlip_x509s_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }
/// Frees the stack alone.
static inline void vericlip_x509s_release(STACK_OF(X509) *stack) { sk_X509_free(stack); }

/// ERR_GET_LIB and ERR_GET_REASON are macros: whether a PEM file had nothing more.
static inline int vericlip_is_pem_end(unsigned long code) {
    return ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
}
