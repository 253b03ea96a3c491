internal import Hummingbird

/// Routes of a server that belong together.
protocol RouteGroup {
    func add(to router: Router<BasicRequestContext>)
}
