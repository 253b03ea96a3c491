internal import HTTPTypes
internal import Hummingbird
internal import RegistryStorage

/// The routes of a server: which methods each takes, and whom it is for.
struct RouteTable: Sendable {
    struct Route: Sendable {
        /// With parameters in braces: `/v1/verifications/{id}`.
        let template: String
        fileprivate let segments: [Substring]
        /// What a key must allow for each method that is taken; nothing within where anybody may ask.
        fileprivate(set) var scopes: [HTTPRequest.Method: APIKey.Scope?] = [:]

        /// Literal names come before parameters, and those before the rest of a path, as the router has it.
        fileprivate var looseness: Int {
            segments.count { $0.hasPrefix("{") } + (segments.last == "**" ? 1000 : 0)
        }

        fileprivate func takes(_ path: [Substring]) -> Bool {
            let isOpen = segments.last == "**"
            guard isOpen ? path.count >= segments.count : path.count == segments.count else { return false }
            return zip(isOpen ? segments.dropLast() : segments[...], path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
    }

    private let routes: [Route]

    init(_ routes: [(path: String, method: HTTPRequest.Method, scope: APIKey.Scope?)]) {
        self.routes = Dictionary(grouping: routes, by: \.path).map { path, routes in
            var route = Route(template: path, segments: path.split(separator: "/"))
            for (_, method, scope) in routes { route.scopes[method] = .some(scope) }
            // Whatever is given is given without its body too.
            if let scope = route.scopes[.get] { route.scopes[.head] = .some(scope) }
            return route
        }.sorted { ($0.looseness, $0.template) < ($1.looseness, $1.template) }
    }

    /// Nothing where no route has this path.
    func route(of path: String) -> Route? {
        let segments = path.split(separator: "/")
        return routes.first { $0.takes(segments) }
    }
}
