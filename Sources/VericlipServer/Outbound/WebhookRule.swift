internal import HTTPTypes
internal import Hummingbird

/// Whether somebody may be told, and whom a request names.
struct WebhookRule: Sendable {
    /// Whether the operator allows it.
    let isAllowed: Bool

    /// Nothing where the request names nobody.
    func address(in request: Request) throws(Problem) -> String? {
        guard let text = request.uri.queryParameters["webhook"] else { return nil }
        guard isAllowed else {
            throw Problem(
                .forbidden, "webhooks-off", "This server tells nobody.",
                detail: "Its operator allows webhooks by vericlip serve --webhooks.")
        }
        return try OutsideAddress(String(text), for: "The webhook").text
    }
}
