import Tenants

/// Which endpoints may be called now: one call at a time to each, few to the same server, none soon after one that
/// failed.
struct DeliverySchedule: Sendable {
  /// An endpoint of one tenant.
  struct Place: Sendable, Hashable {
    let tenant: TenantName
    let url: String

    /// What stands before the path: who answers slowly there does so for all its paths.
    fileprivate var server: Substring {
      guard let scheme = url.firstRange(of: "://") else { return url[...] }
      return url[..<(url[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? url.endIndex)]
    }
  }

  private struct Failure: Sendable {
    var count = 0
    var nextTry: Duration
  }

  private var busy: Set<Place> = []
  private var busyServers: [Substring: Int] = [:]
  private var failures: [Place: Failure] = [:]
  /// When each was called last, in calls.
  private var turns: [Place: Int] = [:]
  private var turn = 0

  /// Seconds: 1, 2, 4, … between tries, a minute at most.
  private static let longestPause = 60
  /// Calls at the same time, in all and to one server.
  static let limit = 128
  static let serverLimit = 8

  /// Whom to call first: those that were not called for longest, so that none is always passed over.
  func inTurn(_ places: some Sequence<Place>) -> [Place] {
    places.map { (turns[$0] ?? 0, $0) }.sorted { ($0.0, $0.1.url) < ($1.0, $1.1.url) }.map(\.1)
  }

  /// - Parameter now: on a clock that never goes back.
  /// - Returns: false when it is not to be called now.
  mutating func begin(_ place: Place, at now: Duration) -> Bool {
    guard !busy.contains(place), failures[place].map({ $0.nextTry <= now }) ?? true,
      busy.count < Self.limit, busyServers[place.server, default: 0] < Self.serverLimit
    else { return false }
    busy.insert(place)
    busyServers[place.server, default: 0] += 1
    turn += 1
    turns[place] = turn
    return true
  }

  mutating func succeed(_ place: Place) {
    end(place)
    failures[place] = nil
  }

  /// - Returns: how long it is left alone.
  mutating func fail(_ place: Place, at now: Duration) -> Duration {
    end(place)
    var failure = failures[place] ?? Failure(nextTry: now)
    let pause = Duration.seconds(min(1 << min(failure.count, 6), Self.longestPause))
    failure.count += 1
    failure.nextTry = now + pause
    failures[place] = failure
    return pause
  }

  private mutating func end(_ place: Place) {
    guard busy.remove(place) != nil else { return }
    let others = busyServers[place.server, default: 1] - 1
    busyServers[place.server] = others > 0 ? others : nil
  }

  /// Forgets endpoints that nothing waits for any more.
  mutating func keep(_ places: Set<Place>) {
    failures = failures.filter { places.contains($0.key) }
    turns = turns.filter { places.contains($0.key) }
  }
}
