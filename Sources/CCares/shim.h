// Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <ares.h>

static inline int vericlip_ares_readable(int bits, int number) { return ARES_GETSOCK_READABLE(bits, number) != 0; }
static inline int vericlip_ares_writable(int bits, int number) { return ARES_GETSOCK_WRITABLE(bits, number) != 0; }
