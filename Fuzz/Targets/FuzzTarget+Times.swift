import GraphStore
import OData

extension FuzzTarget {
  /// Moments, dates, times of day and durations as texts.
  static let times = FuzzTarget(
    "times",
    words: [
      "2026-01-31", "0001-01-01", "9999-12-31", "T", "Z", "+14:00", "-14:00", "23:59:59", ".9999999", ":",
      "P", "PT",
      "D", "H", "M", "S", "W", "-", "0", "9223372036854775807", "2147483648", "1e400",
    ]
  ) { input in
    let text = String(decoding: input, as: UTF8.self)
    try checkMoment(text)
    try checkTimeOfDay(text)
    try checkDuration(text)
    _ = Timestamp.isDate(text)
    _ = Ticks.date(text)
  }

  private static func checkMoment(_ text: String) throws {
    guard let normalized = Timestamp.normalized(text) else { return }
    try FuzzFinding.unless(Timestamp.normalized(normalized) == normalized, "\(normalized) is normalized anew")
    guard let ticks = Timestamp.ticks(normalized) else { throw FuzzFinding("\(normalized) has no ticks") }
    try FuzzFinding.unless((0...Ticks.lastMoment).contains(ticks), "\(normalized) is outside of time")
    let precise = Timestamp.text(ticks: ticks, decimals: true)
    try FuzzFinding.unless(Timestamp.ticks(precise) == ticks, "\(normalized) is not \(precise)")
    try FuzzFinding.unless(Moment(text) == Moment(precise), "\(text) is not the moment \(precise)")
  }

  private static func checkTimeOfDay(_ text: String) throws {
    guard let time = Timestamp.timeOfDay(text) else { return }
    try FuzzFinding.unless(Timestamp.timeOfDay(time) == time, "\(time) is normalized anew")
    let ticks = Ticks.timeOfDay(text)
    try FuzzFinding.unless(ticks.map { (0..<Ticks.day).contains($0) } == true, "\(time) is outside of a day")
  }

  private static func checkDuration(_ text: String) throws {
    guard let ticks = ISODuration.ticks(text) else { return }
    try FuzzFinding.unless(ISODuration.isValid(text), "\(text) has ticks and is no duration")
    let short = Ticks.durationText(ticks)
    try FuzzFinding.unless(ISODuration.ticks(short) == ticks, "\(text) is not \(short)")
  }
}
