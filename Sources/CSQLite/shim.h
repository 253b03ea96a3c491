// Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <sqlite3.h>
