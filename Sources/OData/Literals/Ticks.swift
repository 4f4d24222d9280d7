/// Times and durations as numbers of 100 ns, the form in which all that calculates with them does so.
package enum Ticks {
  package static let second: Int64 = 10_000_000
  package static let minute: Int64 = 60 * second
  package static let hour: Int64 = 60 * minute
  package static let day: Int64 = 24 * hour

  /// So many days, or the longest time that a number of ticks can be.
  package static func days(atMost count: Int) -> Int64 {
    let (ticks, isTooMuch) = Int64(count).multipliedReportingOverflow(by: day)
    return isTooMuch ? (count < 0 ? .min : .max) : ticks
  }

  /// `2026-01-31T10:00:00+01:00`, since 0001-01-01T00:00:00Z; nil when it is no time.
  package static func moment(_ text: String) -> Int64? {
    Timestamp.normalized(text).flatMap(Timestamp.ticks)
  }

  /// `2026-01-31`: its midnight.
  package static func date(_ text: String) -> Int64? {
    Timestamp.isDate(text) ? moment(text + "T00:00:00Z") : nil
  }

  /// `10:00:00.5`, since midnight.
  package static func timeOfDay(_ text: String) -> Int64? {
    Timestamp.timeOfDay(text).flatMap { moment("0001-01-01T\($0)Z") }
  }

  /// The greatest value of `Edm.DateTimeOffset`: 9999-12-31T23:59:59.9999999Z; the least one is 0.
  package static let lastMoment = Int64(Calendar.lastDay - Calendar.firstDay + 1) * day - 1
}

extension Ticks {
  /// The text of a duration in its shortest form: `P1DT2H`, `PT0S`.
  package static func durationText(_ ticks: Int64) -> String {
    let magnitude = ticks.magnitude
    let (days, rest) = magnitude.quotientAndRemainder(dividingBy: day.magnitude)
    let time = timeText(rest)
    let date = days > 0 ? "\(days)D" : ""
    let text = time.isEmpty ? (date.isEmpty ? "T0S" : date) : date + "T" + time
    return (ticks < 0 ? "-P" : "P") + text
  }

  private static func timeText(_ ticks: UInt64) -> String {
    let (seconds, fraction) = ticks.quotientAndRemainder(dividingBy: second.magnitude)
    var text = ""
    if seconds >= 3600 { text += "\(seconds / 3600)H" }
    if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)M" }
    guard seconds % 60 > 0 || fraction > 0 else { return text }
    return text + "\(seconds % 60)\(fractionText(fraction))S"
  }

  private static func fractionText(_ fraction: UInt64) -> String {
    guard fraction > 0 else { return "" }
    var digits = String(fraction)
    digits = String(repeating: "0", count: 7 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }
}
