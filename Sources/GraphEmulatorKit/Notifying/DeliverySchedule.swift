import Tenants

/// Which endpoints may be called now: one call at a time to each, and none soon after one that failed.
struct DeliverySchedule: Sendable {
  /// An endpoint of one tenant.
  struct Place: Sendable, Hashable {
    let tenant: TenantName
    let url: String
  }

  private struct Failure: Sendable {
    var count = 0
    var nextTry: Duration
  }

  private var busy: Set<Place> = []
  private var failures: [Place: Failure] = [:]

  /// Seconds: 1, 2, 4, … between tries, a minute at most.
  private static let longestPause = 60

  /// - Parameter now: on a clock that never goes back.
  /// - Returns: false when it is not to be called now.
  mutating func begin(_ place: Place, at now: Duration) -> Bool {
    guard !busy.contains(place), failures[place].map({ $0.nextTry <= now }) ?? true else { return false }
    busy.insert(place)
    return true
  }

  mutating func succeed(_ place: Place) {
    busy.remove(place)
    failures[place] = nil
  }

  /// - Returns: how long it is left alone.
  mutating func fail(_ place: Place, at now: Duration) -> Duration {
    busy.remove(place)
    var failure = failures[place] ?? Failure(nextTry: now)
    let pause = Duration.seconds(min(1 << min(failure.count, 6), Self.longestPause))
    failure.count += 1
    failure.nextTry = now + pause
    failures[place] = failure
    return pause
  }

  /// Forgets the failures of endpoints that nothing waits for any more.
  mutating func keep(_ places: Set<Place>) { failures = failures.filter { places.contains($0.key) } }
}
