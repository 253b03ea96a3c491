internal import CSpawn
internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// One child: started, killed at most once by anyone, and always reaped by the one who started it.
final class ChildProcess: Sendable {
    private struct State {
        var pid: pid_t?
        var isCancelled = false
    }

    /// The most that Linux gives everyone; a small picture takes 56 KiB, a pipe holds 64 unless asked.
    private static let pipeBytes: Int32 = 1 << 20
    /// `F_SETPIPE_SZ`, which the C library keeps for programs that ask for GNU's extensions.
    private static let setPipeSize: Int32 = 1031

    private let state = Mutex(State())

    /// How a child ended.
    enum Ending: Equatable {
        case exited(status: Int32)
        case killed(signal: Int32)
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Kills the child, now or as soon as it starts.
    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            if let pid = state.pid { Glibc.kill(pid, SIGKILL) }
        }
    }

    /// Kills the child if it still runs.
    func kill() {
        state.withLock { state in
            if let pid = state.pid { Glibc.kill(pid, SIGKILL) }
        }
    }

    /// Starts `executable` with `input` as its standard input; the result is the reading end of its output.
    func start(_ executable: String, argument: String, input: borrowing Descriptor) throws(ClipAnalysisError)
        -> Descriptor
    {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe2(&ends, O_CLOEXEC) == 0 else {
            throw .analyzerFailed(reason: "no pipe to it could be made: \(systemText(errno))")
        }
        // Room for some pictures, so that neither side waits for each; where the system gives less, they wait more often.
        _ = fcntl(ends[0], Self.setPipeSize, Self.pipeBytes)
        let output = Descriptor(ends[0])
        let childOutput = Descriptor(ends[1])
        let result = state.withLock { state -> Int32 in
            guard !state.isCancelled else { return ECANCELED }
            var pid: pid_t = 0
            let result = Self.spawn(
                &pid, executable, [executable, argument], input: input.number, output: childOutput.number)
            if result == 0 { state.pid = pid }
            return result
        }
        if result == ECANCELED { throw .cancelled }
        if result == ENOENT || result == EACCES { throw .analyzerMissing(tried: [executable]) }
        guard result == 0 else { throw .analyzerFailed(reason: "it could not be started: \(systemText(result))") }
        return output
    }

    /// Waits for the end of a child that was started.
    func wait() -> Ending? {
        guard let pid = state.withLock({ $0.pid }) else { return nil }
        // First without reaping, so that nobody kills a process that has come to bear the same number.
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        var status: Int32 = 0
        let reaped = state.withLock { state in
            state.pid = nil
            return unsafe waitpid(pid, &status, 0)
        }
        guard reaped == pid else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? .exited(status: status >> 8 & 0xff) : .killed(signal: signal)
    }

    /// An error number; 0 if the child runs.
    private static func spawn(
        _ pid: inout pid_t, _ executable: String, _ arguments: [String], input: Int32, output: Int32
    ) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { return ENOMEM }
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        guard unsafe posix_spawnattr_init(&attributes) == 0 else { return ENOMEM }
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        var steps: [Int32] = unsafe [
            posix_spawn_file_actions_adddup2(&actions, input, 0),
            posix_spawn_file_actions_adddup2(&actions, output, 1),
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0),
            posix_spawn_file_actions_addclosefrom_np(&actions, 3),
            sigemptyset(&signals),
            posix_spawnattr_setsigmask(&attributes, &signals),
            sigfillset(&signals),
            posix_spawnattr_setsigdefault(&attributes, &signals),
        ]
        // A group of its own: what a terminal sends to the parent's group is the parent's to act on.
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        steps.append(unsafe posix_spawnattr_setflags(&attributes, Int16(flags)))
        if let failure = steps.first(where: { $0 != 0 }) { return failure }
        return unsafe withStrings(arguments) { argv in
            unsafe withStrings(environment()) { envp in
                unsafe posix_spawn(&pid, executable, &actions, &attributes, argv, envp)
            }
        }
    }

    /// The child gets only what it needs to find its libraries; its crash is told by its signal, not by a backtrace;
    /// OpenMP, where a library uses it, starts no threads of its own. The heap keeps what is freed: frames and the detector's layers come
    /// and go by the megabyte, and to get them cleared by the system each time took a tenth of a scan.
    private static func environment() -> [String] {
        let paths = ProcessInfo.processInfo.environment.filter { ["LD_LIBRARY_PATH", "PATH"].contains($0.key) }
        let heap = ["MALLOC_MMAP_THRESHOLD_=\(32 << 20)", "MALLOC_TRIM_THRESHOLD_=\(256 << 20)"]
        return paths.map { "\($0.key)=\($0.value)" } + ["SWIFT_BACKTRACE=enable=no", "OMP_NUM_THREADS=1"] + heap
    }

    private static func withStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
        defer { for index in 0..<strings.count { unsafe free(pointers[index]) } }
        return unsafe pointers.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
    }
}
