import CSeccomp
import ClipAnalysis
import Glibc

extension Confinement {
    /// Tries each forbidden act. None of them would leave a trace where the filter let it through.
    mutating func tryForbiddenActs() {
        guard systemCallFilter else { return }
        for act in ForbiddenAct.allCases {
            if act.isRefused { refused.append(act) } else { permitted.append(act) }
        }
    }
}

extension ForbiddenAct {
    private static let currentFolder = -100  // AT_FDCWD
    private static let sharedHandlers = 0x800  // CLONE_SIGHAND

    /// Whether the filter's own error came back. Without the filter each of these succeeds, or fails with another error:
    /// the root folder exists, cannot be deleted and is no program, and a process cannot share handlers but not memory.
    fileprivate var isRefused: Bool {
        let result =
            switch self {
            case .openFile: call("openat", Self.currentFolder, path: "/", Int(O_RDONLY))
            case .writeFile: call("openat", Self.currentFolder, path: "/dev/null", Int(O_WRONLY))
            case .makeFolder: call("mkdirat", Self.currentFolder, path: "/", 0o700)
            case .deleteFile: call("unlinkat", Self.currentFolder, path: "/")
            case .makeSocket: call("socket", Int(AF_INET), Int(SOCK_STREAM.rawValue))
            case .runProgram: call("execve", path: "/")
            case .startProcess: call("clone", Self.sharedHandlers)
            case .mapCode: call("mmap", 0, 4096, Int(PROT_READ | PROT_EXEC), Int(MAP_PRIVATE | MAP_ANONYMOUS), -1)
            case .signalProcess: call("kill", Int(getpid()))
            }
        return result == -Int(EPERM)
    }

    /// Makes a system call: its result, or the error number below zero. `path` follows the arguments before it.
    private func call(_ name: String, _ first: Int..., path: String, _ rest: Int...) -> Int {
        unsafe path.withCString { call(name, first + [Int(bitPattern: $0)] + rest) }
    }

    private func call(_ name: String, _ arguments: Int...) -> Int { call(name, arguments) }

    private func call(_ name: String, _ arguments: [Int]) -> Int {
        let all = arguments + [Int](repeating: 0, count: 6 - arguments.count)
        let number = unsafe Int(seccomp_syscall_resolve_name(name))
        return vericlip_system_call(number, all[0], all[1], all[2], all[3], all[4], all[5])
    }
}
