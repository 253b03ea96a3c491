// Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <errno.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static inline uint32_t vericlip_seccomp_allow(void) { return SCMP_ACT_ALLOW; }
static inline uint32_t vericlip_seccomp_refuse(uint16_t number) { return SCMP_ACT_ERRNO(number); }

/// `prctl` takes a variable number of arguments, which Swift cannot call.
static inline int vericlip_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, 9 /* SIGKILL */, 0, 0, 0); }
static inline int vericlip_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

// Of the kernel's interface, fixed for ever; glibc shows them only with _GNU_SOURCE.
static inline uint64_t vericlip_clone_thread(void) { return 0x00010000; /* CLONE_THREAD */ }
static inline uint64_t vericlip_at_empty_path(void) { return 0x1000; /* AT_EMPTY_PATH */ }

/// `syscall` takes a variable number of arguments. Gives the result, or the error number below zero.
static inline long vericlip_system_call(long number, long a, long b, long c, long d, long e, long f) {
    long result = syscall(number, a, b, c, d, e, f);
    return result == -1 ? -errno : result;
}
