// Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

/// OPENSSL_free is a macro that adds file and line.
static inline void vericlip_openssl_free(void *pointer) { OPENSSL_free(pointer); }

/// BIO_get_mem_data is a macro over BIO_ctrl.
static inline long vericlip_bio_bytes(BIO *bio, const char **start) { return BIO_get_mem_data(bio, start); }
