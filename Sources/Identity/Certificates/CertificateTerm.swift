import Foundation
import GraphStore

/// From when until when a certificate is valid.
struct CertificateTerm {
  let start: Date
  let end: Date

  /// Begins a day early: the clocks of containers and virtual machines differ from their host's.
  init(from moment: Moment, days: Int) {
    start = Date(timeIntervalSince1970: moment.unixTime.rounded(.down) - Self.day)
    end = start.addingTimeInterval(Double(days) * Self.day)
  }

  private static let day = 86400.0

  static let authorityDays = 3653
  /// Apple's systems take no more than 398.
  static let serverDays = 397

  /// What ends within so many seconds is made anew.
  static let renewal = 30 * day
}
