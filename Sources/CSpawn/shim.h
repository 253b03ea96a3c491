// Two functions of glibc that its headers show only with _GNU_SOURCE, which Swift's Glibc module is built without.
#pragma once
#include <spawn.h>

int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
