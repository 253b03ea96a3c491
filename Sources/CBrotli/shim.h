// No macros that Swift cannot import are needed; no logic.
#pragma once
#include <brotli/decode.h>
