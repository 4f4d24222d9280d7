import OData

/// A point of time on a tenant's clock, in ticks of 100 ns since 0001-01-01T00:00:00Z.
package struct Moment: Sendable, Comparable {
  package let ticks: Int64

  package init(ticks: Int64) { self.ticks = ticks }

  /// - Parameter text: an `Edm.DateTimeOffset` in UTC; nil when it is none.
  package init?(_ text: String) {
    guard let normalized = Timestamp.normalized(text), let ticks = Timestamp.ticks(normalized) else {
      return nil
    }
    self.ticks = ticks
  }

  /// - Parameter unixNanoseconds: since 1970-01-01T00:00:00Z.
  package init(unixNanoseconds: Int64) { ticks = Self.unixEpoch + unixNanoseconds / 100 }

  /// Since 1970-01-01T00:00:00Z.
  package var unixSeconds: Double { Double(ticks - Self.unixEpoch) / 10_000_000 }

  private static let unixEpoch: Int64 = 621_355_968_000_000_000

  package static func < (left: Moment, right: Moment) -> Bool { left.ticks < right.ticks }

  /// `2026-01-31T08:15:30Z`: how the directory writes times.
  package var seconds: String { Timestamp.text(ticks: ticks, decimals: false) }

  /// `2026-01-31T08:15:30.1234567Z`: how the other workloads write times.
  package var precise: String { Timestamp.text(ticks: ticks, decimals: true) }

  package func adding(seconds: Double) -> Moment { Moment(ticks: ticks + Int64(seconds * 10_000_000)) }
}
