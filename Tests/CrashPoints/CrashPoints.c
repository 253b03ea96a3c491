// Stands in for the C library's calls in the test program and in the libraries that it loads.
#define _GNU_SOURCE
#include "CrashPoints.h"
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long deadly = -1;
static atomic_long steps = 0;

void vericlip_die_at_step(long step) {
    atomic_store(&steps, 0);
    atomic_store(&deadly, step);
}

long vericlip_steps(void) { return atomic_load(&steps); }

static void step(void) {
    if (atomic_fetch_add(&steps, 1) == atomic_load(&deadly)) kill(getpid(), SIGKILL);
}

int fsync(int file) {
    step();
    int result = (int)syscall(SYS_fsync, file);
    step();
    return result;
}

int fdatasync(int file) {
    step();
    int result = (int)syscall(SYS_fdatasync, file);
    step();
    return result;
}

int rename(const char *from, const char *to) {
    step();
    int result = (int)syscall(SYS_rename, from, to);
    step();
    return result;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
    step();
    ssize_t result = syscall(SYS_pwrite64, file, bytes, count, offset);
    step();
    return result;
}

// What is sent to a server: the server decides by it what becomes durable.
ssize_t send(int socket, const void *bytes, size_t count, int flags) {
    step();
    ssize_t result = syscall(SYS_sendto, socket, bytes, count, flags, (void *)0, 0);
    step();
    return result;
}
