internal import Foundation
internal import Registry
internal import RegistryStorage

/// How many clips, and how many bytes of them, a key may hand in on one day: kept in the home, so that a restart forgives nothing.
struct ClipQuota: Sendable {
    /// Where it is kept; nothing where there are no limits.
    let keys: APIKeyStore?
    let limits: ServerLimits

    /// Before a clip is read.
    /// - Parameter bytes: what it will have, as far as it is known.
    func expectRoom(for bytes: Int, from caller: Caller, at time: Date = Date()) throws {
        guard let keys, isLimited else { return }
        var usage = try keys.usage(of: caller.number, on: Self.day(time))
        usage.clips += 1
        usage.bytes += bytes
        if !usage.isWithin(clips: limits.clipsPerDay, bytes: limits.bytesPerDay) { throw problem(usage, at: time) }
    }

    /// Counts a clip that has come, whatever becomes of it.
    /// - Returns: how the caller stands now.
    func charge(_ bytes: Int, to caller: Caller, at time: Date = Date()) throws -> [QuotaStanding] {
        guard let keys, isLimited else { return [] }
        let more = APIKeyStore.Usage(clips: 1, bytes: bytes)
        let usage = try keys.charge(
            more, to: caller.number, on: Self.day(time), clips: limits.clipsPerDay, bytes: limits.bytesPerDay)
        guard let usage else {
            var would = try keys.usage(of: caller.number, on: Self.day(time))
            would.clips += 1
            would.bytes += bytes
            throw problem(would, at: time)
        }
        return standings(usage, at: time)
    }

    /// Counts the bytes of a clip that was counted when it was asked for, once they have come.
    /// - Parameter owner: whose clip it is: the number of a key, or 0.
    /// - Returns: whether they are within the day's allowance.
    func isCharged(_ bytes: Int, to owner: Int, at time: Date = Date()) throws(RegistryError) -> Bool {
        guard let keys, isLimited else { return true }
        let more = APIKeyStore.Usage(bytes: bytes)
        return try keys.charge(
            more, to: owner, on: Self.day(time), clips: limits.clipsPerDay, bytes: limits.bytesPerDay) != nil
    }

    private var isLimited: Bool { limits.clipsPerDay != nil || limits.bytesPerDay != nil }

    /// - Parameter usage: what would be used, more than there may be.
    private func problem(_ usage: APIKeyStore.Usage, at time: Date) -> Problem {
        let all = standings(usage, at: time)
        var problem = (all.first { $0.remaining < 0 } ?? all[0]).problem
        problem.standings = all
        return problem
    }

    private func standings(_ usage: APIKeyStore.Usage, at time: Date) -> [QuotaStanding] {
        let seconds = 86_400 - Int(Int64(time.timeIntervalSince1970) % 86_400)
        var standings: [QuotaStanding] = []
        if let limit = limits.clipsPerDay {
            standings.append(.init(policy: .clips, limit: limit, remaining: limit - usage.clips, seconds: seconds))
        }
        if let limit = limits.bytesPerDay {
            standings.append(.init(policy: .bytes, limit: limit, remaining: limit - usage.bytes, seconds: seconds))
        }
        return standings
    }

    private static func day(_ time: Date) -> String { time.formatted(.iso8601.year().month().day()) }
}
