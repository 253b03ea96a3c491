internal import RegistryStorage
internal import Reporting

/// A batch as the API shows it.
struct BatchResource {
    let batch: RequestedBatch

    var value: JSONValue {
        .object([
            "id": .string(batch.id), "name": .string(batch.name), "askedAt": .string(batch.askedAt),
            "count": .integer(batch.count), "queued": count(.queued), "running": count(.running), "done": count(.done),
            "failed": count(.failed),
        ])
    }

    private func count(_ state: RequestedVerification.State) -> JSONValue { .integer(batch.counts[state] ?? 0) }
}
