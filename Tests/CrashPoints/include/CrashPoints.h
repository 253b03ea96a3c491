#pragma once

/// This process kills itself (SIGKILL) at the step with this number, counted from here. A step is the moment before or after a
/// call that makes something durable: fsync, fdatasync, rename, or SQLite's pwrite.
void vericlip_die_at_step(long step);

/// Steps since the last call of vericlip_die_at_step.
long vericlip_steps(void);
