internal import HTTPTypes
internal import Hummingbird

/// Which methods the routes of a server take: what a route that is asked with another one answers.
struct RouteTable: Sendable {
    private var routes: [(segments: [Substring], methods: Set<HTTPRequest.Method>)] = []

    init(_ routes: [(path: String, method: HTTPRequest.Method)]) {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            var methods = Set(routes.map(\.method))
            // Whatever is given is given without its body too.
            if methods.contains(.get) { methods.insert(.head) }
            self.routes.append((path.split(separator: "/"), methods))
        }
    }

    /// Nothing where no route has this path.
    func methods(of path: String) -> Set<HTTPRequest.Method> {
        let segments = path.split(separator: "/")
        return routes.first { route in
            route.segments.count == segments.count
                && zip(route.segments, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }?.methods ?? []
    }
}
