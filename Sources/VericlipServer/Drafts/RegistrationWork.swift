public import RegistryStorage

/// How recordings become records of the home's own log: what the server does with each draft.
public struct RegistrationWork: Sendable {
    /// - Parameters:
    ///   - path: of the recording.
    ///   - progress: called with the share of it that was read, 0 to 1.
    public typealias Analyse =
        @Sendable (_ draft: RegistrationDraft, _ path: String, _ progress: @escaping @Sendable (Double) -> Void)
        async throws(RegistrationRefusal) -> (analysis: RecordingAnalysis, fingerprint: [UInt8])

    /// Checks what is said of a recording, before anything is signed.
    public typealias Check = @Sendable (_ details: [String: String]) throws(RegistrationRefusal) -> Void

    /// Signs with the home's key, and logs.
    /// - Returns: the number of the record; of the one that is there, where the same file was registered before.
    public typealias Register =
        @Sendable (_ draft: RegistrationDraft, _ analysis: RecordingAnalysis, _ fingerprint: [UInt8])
        async throws(RegistrationRefusal) -> Int

    /// Recordings that are analysed at a time.
    let atOnce: Int
    let analyse: Analyse
    let check: Check
    let register: Register
    /// What was handed out to be analysed was kept, or is not wanted any more.
    let forget: @Sendable (_ id: String) -> Void

    public init(
        atOnce: Int = 1, analyse: @escaping Analyse, check: @escaping Check, register: @escaping Register,
        forget: @escaping @Sendable (_ id: String) -> Void = { _ in }
    ) {
        self.atOnce = atOnce
        self.analyse = analyse
        self.check = check
        self.register = register
        self.forget = forget
    }
}

/// Why a recording is not registered, in a sentence or two.
public struct RegistrationRefusal: Error, Hashable {
    public let sentence: String

    public init(_ sentence: String) { self.sentence = sentence }
}
