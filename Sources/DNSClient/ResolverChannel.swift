internal import CCares
internal import Foundation

/// One c-ares channel, for one question at a time on one thread.
@safe struct ResolverChannel: ~Copyable {
    struct Reply {
        /// As `ares_query` gives it.
        let status: Int32
        let bytes: [UInt8]
    }

    private let channel: ares_channel

    /// - Parameters:
    ///   - milliseconds: for the first attempt; later ones wait longer.
    ///   - servers: whom to ask, in place of the system's.
    init(milliseconds: Int, tries: Int, servers: String?) throws(DNSError) {
        Self.startLibrary
        var options = unsafe ares_options()
        // The name is asked for as it is; what a resolver says counts, also that it failed.
        unsafe options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES | ARES_FLAG_NOCHECKRESP | ARES_FLAG_EDNS
        unsafe options.timeout = Int32(clamping: milliseconds)
        unsafe options.tries = Int32(clamping: tries)
        var made: ares_channel?
        guard
            unsafe ares_init_options(&made, &options, ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES)
                == ARES_SUCCESS, let channel = unsafe made
        else { throw .unreachable }
        if let servers, unsafe ares_set_servers_ports_csv(channel, servers) != ARES_SUCCESS {
            unsafe ares_destroy(channel)
            throw .unusableResolver(servers)
        }
        unsafe self.channel = unsafe channel
    }

    deinit { unsafe ares_destroy(channel) }

    /// Asks for a name's TXT records; waits until there is an answer, or until the deadline.
    func query(_ name: String, deadline: ContinuousClock.Instant) -> Reply {
        let answer = Answer()
        unsafe ares_query(
            channel, name, Self.classInternet, Self.typeTXT,
            { context, status, _, bytes, count in
                guard let context = unsafe context else { return }
                let received = unsafe bytes.map { unsafe Array(UnsafeBufferPointer(start: $0, count: Int(count))) }
                unsafe Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue().reply = Reply(
                    status: status, bytes: received ?? [])
            }, Unmanaged.passUnretained(answer).toOpaque())
        while answer.reply == nil {
            if ContinuousClock.now < deadline {
                wait()
            } else {
                // Calls back at once.
                unsafe ares_cancel(channel)
            }
        }
        return withExtendedLifetime(answer) { answer.reply ?? Reply(status: ARES_ECANCELLED, bytes: []) }
    }

    /// Until something came in, or it is time to try again; a tenth of a second at most.
    private func wait() {
        var sockets = [ares_socket_t](repeating: ARES_SOCKET_BAD, count: Int(ARES_GETSOCK_MAXNUM))
        let bits = unsafe ares_getsock(channel, &sockets, ARES_GETSOCK_MAXNUM)
        var waited = sockets.enumerated().compactMap { number, socket -> pollfd? in
            let readable = vericlip_ares_readable(bits, Int32(number)) != 0
            let writable = vericlip_ares_writable(bits, Int32(number)) != 0
            guard readable || writable else { return nil }
            return pollfd(fd: socket, events: Int16((readable ? POLLIN : 0) | (writable ? POLLOUT : 0)), revents: 0)
        }
        _ = unsafe poll(&waited, nfds_t(waited.count), 100)
        for one in waited where one.revents != 0 {
            let (reads, writes) = (one.events & Int16(POLLIN) != 0, one.events & Int16(POLLOUT) != 0)
            unsafe ares_process_fd(channel, reads ? one.fd : ARES_SOCKET_BAD, writes ? one.fd : ARES_SOCKET_BAD)
        }
        // What has waited too long is asked again.
        unsafe ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD)
    }

    /// RFC 1035, 3.2.4 and 3.2.2.
    private static let classInternet: Int32 = 1
    private static let typeTXT: Int32 = 16

    /// Once in a process.
    private static let startLibrary: Void = {
        let code = ares_library_init(ARES_LIB_INIT_ALL)
        precondition(code == ARES_SUCCESS, "c-ares does not start")
    }()
}

/// Where the callback puts what it is given.
private final class Answer {
    var reply: ResolverChannel.Reply?
}
