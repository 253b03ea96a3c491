internal import HTTPTypes
internal import Hummingbird
internal import RegistryStorage

/// Routes of a server that belong together.
protocol RouteGroup {
    func add(to router: Router<ServerContext>)

    /// What a key must allow whoever asks for a route, where the server asks for keys; nothing where anybody may ask. `lookup` where a
    /// group does not say.
    /// - Parameter path: as it was added, with parameters in braces: `/v1/verifications/{id}`.
    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope?
}

extension RouteGroup {
    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? { .lookup }
}
