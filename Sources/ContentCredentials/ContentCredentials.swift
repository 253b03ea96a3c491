/// What the Content Credentials (C2PA manifest) in a file say, and whether they hold.
public struct ContentCredentials: Sendable, Hashable, Codable {
    public var state: State
    /// For people: why they could not be read, or what reading stumbled over.
    public var reason: String?
    /// The title that the signer gave.
    public var title: String?
    /// The program that made the manifest, as it names itself.
    public var generator: String?
    public var signer: Signer?
    /// Seconds since 1970, from a time stamp that holds.
    public var signedAt: Int64?
    /// Whether an authority of the trust list vouches for whoever stamped the time. A claim of version 1 is judged at its time
    /// all the same, as C2PA's reference reader does.
    public var isTimeVouchedFor: Bool
    /// What was done to the file, as the signer says, in order; no more than `textLimit.count`.
    public var actions: [Action]
    /// Of the active manifest.
    public var statuses: [ValidationStatus]
    public var ingredients: [Ingredient]
    /// Where the file says that its manifest lies, where it is not in the file. Whoever fetches it there tells that the file is being
    /// looked at.
    public var remoteManifest: String?
    /// Whether there was a list of authorities to compare the signer with. Without one nobody is trusted.
    public var hasTrustList: Bool

    public init(
        state: State, reason: String? = nil, title: String? = nil, generator: String? = nil, signer: Signer? = nil,
        signedAt: Int64? = nil, isTimeVouchedFor: Bool = false, actions: [Action] = [],
        statuses: [ValidationStatus] = [],
        ingredients: [Ingredient] = [], remoteManifest: String? = nil, hasTrustList: Bool = false
    ) {
        self.state = state
        self.reason = reason
        self.title = title
        self.generator = generator
        self.signer = signer
        self.signedAt = signedAt
        self.isTimeVouchedFor = isTimeVouchedFor
        self.actions = actions
        self.statuses = statuses
        self.ingredients = ingredients
        self.remoteManifest = remoteManifest
        self.hasTrustList = hasTrustList
    }

    /// The validation states of C2PA (specification 2.2, section 14.3.5), and none.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing that could be read.
        case none
        /// There, and something in it or in the file is not as it was signed.
        case invalid
        /// As it was signed, by somebody whom no authority of the trust list vouches for.
        case valid
        /// As it was signed, by somebody whom an authority of the trust list vouches for.
        case trusted
    }

    /// The holder of the signing certificate.
    public struct Signer: Sendable, Hashable, Codable {
        public var name: String?
        public var organization: String?
        public var algorithm: String?

        public init(name: String?, organization: String?, algorithm: String?) {
            self.name = name
            self.organization = organization
            self.algorithm = algorithm
        }
    }

    public struct Action: Sendable, Hashable, Codable {
        /// Such as `c2pa.created`.
        public var name: String
        /// An address of the IPTC's vocabulary, such as `…/digitalCapture`.
        public var digitalSourceType: String?

        public init(name: String, digitalSourceType: String? = nil) {
            self.name = name
            self.digitalSourceType = digitalSourceType
        }
    }

    /// Something that went into the file.
    public struct Ingredient: Sendable, Hashable, Codable {
        public var title: String?
        /// `parentOf`, `componentOf`, `inputTo`.
        public var relationship: String?
        /// What was found and the signer had not recorded.
        public var statuses: [ValidationStatus]

        public init(title: String?, relationship: String?, statuses: [ValidationStatus] = []) {
            self.title = title
            self.relationship = relationship
            self.statuses = statuses
        }
    }
}

extension ContentCredentials {
    /// Most entries of a list, and most characters of a text, that are handed on; what a signer writes has no bound.
    static let countLimit = 256
    static let textLimit = 512
    /// Statuses of all ingredients together.
    static let ingredientStatusLimit = 1024

    /// The text as far as it is handed on. Scalars are counted: one character may be made of any number of them.
    static func bounded(_ text: String?) -> String? { text.map { String($0.unicodeScalars.prefix(textLimit)) } }

    /// Keeps lists within their limits: failures before what else was found.
    mutating func shorten() {
        statuses = Self.shortened(statuses, to: Self.countLimit)
        actions = Array(actions.prefix(Self.countLimit))
        ingredients = Array(ingredients.prefix(Self.countLimit))
        var left = Self.ingredientStatusLimit
        for index in ingredients.indices {
            ingredients[index].statuses = Self.shortened(ingredients[index].statuses, to: min(left, Self.countLimit))
            left -= ingredients[index].statuses.count
        }
    }

    private static func shortened(_ statuses: [ValidationStatus], to limit: Int) -> [ValidationStatus] {
        var kept = statuses.map { ValidationStatus($0.code, url: Self.bounded($0.url)) }
        if kept.count > limit {
            let failures = kept.filter { $0.code.kind == .failure }
            kept = failures + kept.filter { $0.code.kind != .failure }
        }
        return Array(kept.prefix(limit))
    }

    /// Whether it is no larger than a reader makes it: for those who get it from somewhere else.
    package var isWithinLimits: Bool {
        var shortened = self
        shortened.shorten()
        let texts =
            [reason, title, generator, remoteManifest, signer?.name, signer?.organization, signer?.algorithm]
            + actions.flatMap { [$0.name, $0.digitalSourceType] } + ingredients.flatMap { [$0.title, $0.relationship] }
        return shortened == self && texts.allSatisfy { Self.bounded($0) == $0 }
    }
}
