// Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <libpq-fe.h>

/// PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY are character literals.
static inline const char *vericlip_pq_state(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *vericlip_pq_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
