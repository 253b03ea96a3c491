// No macros that Swift cannot import are needed; no logic.
#pragma once
#include <zlib.h>
