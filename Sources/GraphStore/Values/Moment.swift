import OData

/// A point of time on a tenant's clock, in ticks of 100 ns since 0001-01-01T00:00:00Z.
///
/// There are none but those of the years 0001 to 9999, which are all that Graph has: whoever makes one, or adds to
/// one, says what happens where there is none.
package struct Moment: Sendable, Comparable, BitwiseCopyable {
  package let ticks: Int64

  private init(known ticks: Int64) { self.ticks = ticks }

  /// - Returns: nil for ticks outside the range.
  package init?(ticks: Int64) {
    guard (0...Ticks.lastMoment).contains(ticks) else { return nil }
    self.ticks = ticks
  }

  /// - Parameter text: an `Edm.DateTimeOffset` in UTC; nil when it is none.
  package init?(_ text: String) {
    guard let normalized = Timestamp.normalized(text), let ticks = Timestamp.ticks(normalized) else {
      return nil
    }
    self.init(ticks: ticks)
  }

  /// What a machine's clock shows, or the end of the range that is nearer to it.
  ///
  /// - Parameter unixSeconds: since 1970-01-01T00:00:00Z, the parts of one left out.
  package init(unixSeconds: Int64, nanoseconds: Int64 = 0) {
    let (whole, isTooMuch) = unixSeconds.multipliedReportingOverflow(by: Ticks.second)
    let epoch = Moment(known: Self.unixEpoch)
    let start = isTooMuch ? (unixSeconds < 0 ? .first : .last) : epoch.adding(atMost: whole)
    self = start.adding(atMost: nanoseconds / 100)
  }

  /// - Parameter unixTime: seconds since 1970-01-01T00:00:00Z.
  /// - Returns: nil when there is no such moment.
  package init?(unixTime: Double) {
    guard let ticks = Int64(exactly: (unixTime * Double(Ticks.second)).rounded()),
      let moment = Moment(known: Self.unixEpoch).adding(ticks: ticks)
    else { return nil }
    self = moment
  }

  /// Since 1970-01-01T00:00:00Z.
  package var unixTime: Double { Double(ticks - Self.unixEpoch) / Double(Ticks.second) }

  private static let unixEpoch: Int64 = 621_355_968_000_000_000

  package static let first = Moment(known: 0)
  package static let last = Moment(known: Ticks.lastMoment)

  package static func < (left: Moment, right: Moment) -> Bool { left.ticks < right.ticks }

  /// `2026-01-31T08:15:30Z`: how the directory writes times.
  package var seconds: String { Timestamp.text(ticks: ticks, decimals: false) }

  /// `2026-01-31T08:15:30.1234567Z`: how the other workloads write times.
  package var precise: String { Timestamp.text(ticks: ticks, decimals: true) }
}

// MARK: Adding

extension Moment {
  /// - Returns: nil when there is no such moment.
  package func adding(ticks: Int64) -> Moment? {
    let (sum, isTooMuch) = self.ticks.addingReportingOverflow(ticks)
    return isTooMuch ? nil : Moment(ticks: sum)
  }

  /// The same, or the end of the range in that direction.
  package func adding(atMost ticks: Int64) -> Moment { adding(ticks: ticks) ?? (ticks < 0 ? .first : .last) }

  /// How much later it is than another: negative where it is earlier.
  package func ticks(since other: Moment) -> Int64 {
    // Both are from 0 to the last moment, so that no difference is too large.
    let (ticks, other) = (ticks, other.ticks)
    return ticks - other
  }

  /// What the clocks of machines show while this program is of use.
  ///
  /// What is stored and will be added to a moment that nobody knows yet must lead from each of these to a moment.
  /// Today's moment would not do: what was right when it was stored has to be right whenever an export is loaded.
  private static let machineTimes = (
    first: Moment(unixSeconds: 946_684_800), last: Moment(unixSeconds: 7_258_118_400)
  )

  /// Whether ticks lead from every moment of the years 2000 to 2199 to a moment.
  package static func canAdd(ticks: Int64) -> Bool {
    machineTimes.first.adding(ticks: ticks) != nil && machineTimes.last.adding(ticks: ticks) != nil
  }
}
