import CSeccomp
import Glibc

/// A seccomp filter that lets through what decoding an open file needs.
///
/// Everything else fails with EPERM instead of killing: libraries look for files and devices that they can do without,
/// and take no for an answer. Sockets, opening files, starting programs and new processes are among everything else.
enum SystemCallFilter {
    /// Let through with any arguments: reading what is open, memory without names, threads, time, signals to oneself.
    private static let free = [
        "read", "pread64", "lseek", "close", "fstat", "munmap", "mremap", "brk", "madvise", "futex",
        "set_robust_list", "rseq", "sched_yield", "sched_getaffinity", "rt_sigprocmask", "rt_sigaction",
        "rt_sigreturn", "sigaltstack", "clock_gettime", "gettimeofday", "getrandom", "getpid", "gettid", "exit",
        "exit_group", "restart_syscall",
    ]

    /// Let through where an argument passes a test.
    private static let tested: [(name: String, test: scmp_arg_cmp)] = [
        ("write", equal(argument: 0, to: 1)),
        ("write", equal(argument: 0, to: 2)),
        ("mmap", masked(argument: 2, UInt64(PROT_EXEC), is: 0)),
        ("mprotect", masked(argument: 2, UInt64(PROT_EXEC), is: 0)),
        // Threads, never processes.
        ("clone", masked(argument: 0, vericlip_clone_thread(), is: vericlip_clone_thread())),
        // glibc's fstat.
        ("newfstatat", equal(argument: 3, to: vericlip_at_empty_path())),
        ("prctl", equal(argument: 0, to: UInt64(PR_SET_NAME))),
        // Asks for a limit, sets none.
        ("prlimit64", equal(argument: 2, to: 0)),
        // A crash ends this process with its own signal.
        ("tgkill", equal(argument: 0, to: UInt64(getpid()))),
    ]

    /// Installs the filter; a reason where the kernel does not take it.
    static func install() -> String? {
        guard vericlip_no_new_privileges() == 0 else { return "no_new_privs: error \(errno)" }
        guard let filter = unsafe seccomp_init(vericlip_seccomp_refuse(UInt16(EPERM))) else { return "out of memory" }
        defer { unsafe seccomp_release(filter) }
        for name in free {
            if let failure = unsafe add(name, [], vericlip_seccomp_allow(), to: filter) { return failure }
        }
        for (name, test) in tested {
            if let failure = unsafe add(name, [test], vericlip_seccomp_allow(), to: filter) { return failure }
        }
        // Its flags lie in memory, where a filter cannot look; told that it is missing, glibc falls back to clone.
        if let failure = unsafe add("clone3", [], vericlip_seccomp_refuse(UInt16(ENOSYS)), to: filter) {
            return failure
        }
        let loaded = unsafe seccomp_load(filter)
        return loaded == 0 ? nil : "seccomp_load: error \(-loaded)"
    }

    private static func add(
        _ name: String, _ tests: [scmp_arg_cmp], _ action: UInt32, to filter: scmp_filter_ctx
    ) -> String? {
        let number = unsafe seccomp_syscall_resolve_name(name)
        let result = unsafe seccomp_rule_add_array(filter, action, number, UInt32(tests.count), tests)
        return result == 0 ? nil : "\(name): error \(-result)"
    }

    private static func equal(argument: UInt32, to value: UInt64) -> scmp_arg_cmp {
        scmp_arg_cmp(arg: argument, op: SCMP_CMP_EQ, datum_a: value, datum_b: 0)
    }

    private static func masked(argument: UInt32, _ mask: UInt64, is value: UInt64) -> scmp_arg_cmp {
        scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
    }
}
