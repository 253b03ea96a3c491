// Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
