internal import Logging
internal import Reporting

/// What the frameworks beneath a server log, in the server's own form.
struct ServerLogHandler: LogHandler {
    let log: ServerLog
    var logLevel = Logger.Level.error
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(_ log: ServerLog) { self.log = log }

    func log(event: LogEvent) {
        log.tell(event.level >= .error ? .error : .info, "log", ["message": .string(event.message.description)])
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}
