/// `Edm.DateTimeOffset`, `Edm.Date` and `Edm.TimeOfDay` as texts, kept as the digits that were sent.
package enum Timestamp {
  /// The same moment in UTC, with the digits of the second as given, seven at most; nil when it is no time.
  ///
  /// `2026-01-31T10:15:30.5+02:00` becomes `2026-01-31T08:15:30.5Z`.
  package static func normalized(_ text: String) -> String? {
    var scanner = DigitScanner(text)
    guard let date = scanner.date(), scanner.take("T") || scanner.take("t"), let hour = scanner.number(2),
      hour < 24,
      scanner.take(":"), let minute = scanner.number(2), minute < 60
    else { return nil }
    var second = 0
    var fraction = ""
    if scanner.take(":") {
      guard let value = scanner.number(2), value < 60 else { return nil }
      second = value
      if scanner.take(".") {
        guard let digits = scanner.digits() else { return nil }
        fraction = "." + digits.prefix(7)
      }
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    let minutes = date * 1440 + hour * 60 + minute - offset
    let day = Calendar.floorDivide(minutes, 1440)
    guard day >= Calendar.firstDay, day <= Calendar.lastDay else { return nil }
    let rest = minutes - day * 1440
    return "\(Calendar.text(day))T\(two(rest / 60)):\(two(rest % 60)):\(two(second))\(fraction)Z"
  }

  /// `2026-01-31`
  package static func isDate(_ text: String) -> Bool {
    var scanner = DigitScanner(text)
    return scanner.date() != nil && scanner.isAtEnd
  }

  /// `08:15:30.0000000`: always seven decimals; nil when it is no time of day.
  package static func timeOfDay(_ text: String) -> String? {
    var scanner = DigitScanner(text)
    guard let hour = scanner.number(2), hour < 24, scanner.take(":"), let minute = scanner.number(2),
      minute < 60
    else { return nil }
    var second = 0
    var fraction: Substring = ""
    if scanner.take(":") {
      guard let value = scanner.number(2), value < 60 else { return nil }
      second = value
      if scanner.take(".") {
        guard let digits = scanner.digits() else { return nil }
        fraction = digits.prefix(7)
      }
    }
    guard scanner.isAtEnd else { return nil }
    return
      "\(two(hour)):\(two(minute)):\(two(second)).\(fraction)\(String(repeating: "0", count: 7 - fraction.count))"
  }

  /// Ticks of 100 ns since 0001-01-01T00:00:00Z of a normalized text, for comparisons.
  package static func ticks(_ normalized: String) -> Int64? {
    var scanner = DigitScanner(normalized)
    guard let day = scanner.date(), scanner.take("T"), let hour = scanner.number(2), scanner.take(":"),
      let minute = scanner.number(2), scanner.take(":"), let second = scanner.number(2)
    else { return nil }
    var fraction: Int64 = 0
    if scanner.take("."), let digits = scanner.digits() {
      fraction = Int64((digits + "0000000").prefix(7)) ?? 0
    }
    let seconds = Int64(day - Calendar.firstDay) * 86400 + Int64(hour * 3600 + minute * 60 + second)
    return seconds * 10_000_000 + fraction
  }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
package enum Calendar {
  package static let firstDay = day(1, 1, 1)
  package static let lastDay = day(9999, 12, 31)

  package static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // Years begin in March, so that the leap day is the last of its year.
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
  }

  package static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719468
    let era = floorDivide(shifted, 146097)
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  package static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  static func text(_ day: Int) -> String {
    let date = date(day)
    let year = String(repeating: "0", count: 4 - String(date.year).count) + String(date.year)
    return "\(year)-\(date.month < 10 ? "0" : "")\(date.month)-\(date.day < 10 ? "0" : "")\(date.day)"
  }

  static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }
}

/// Reads fixed-width numbers and marks from the start of a text.
struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    let head = rest.prefix(width)
    guard head.count == width, head.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(width)
    return head.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// One digit or more.
  mutating func digits() -> String? {
    let head = rest.prefix { (0x30...0x39).contains($0) }
    guard !head.isEmpty else { return nil }
    rest = rest.dropFirst(head.count)
    return String(Substring(head))
  }

  /// `2026-01-31` as a day number.
  mutating func date() -> Int? {
    guard let year = number(4), year >= 1, take("-"), let month = number(2), (1...12).contains(month),
      take("-"),
      let day = number(2), day >= 1, day <= Calendar.daysInMonth(year, month)
    else { return nil }
    return Calendar.day(year, month, day)
  }

  /// `Z` or `+02:00`, in minutes.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = number(2), hours <= 14, take(":"), let minutes = number(2),
      minutes < 60
    else { return nil }
    return (isNegative ? -1 : 1) * (hours * 60 + minutes)
  }
}

extension Timestamp {
  /// The text of a moment given in ticks of 100 ns since 0001-01-01T00:00:00Z; with seven decimals or with none.
  ///
  /// What is no moment is written as the nearest one, so that there is a text for every number.
  package static func text(ticks: Int64, decimals: Bool) -> String {
    let ticks = min(max(ticks, 0), Ticks.lastMoment)
    let seconds = ticks / Ticks.second
    let day = Int(seconds / 86400) + Calendar.firstDay
    let rest = Int(seconds % 86400)
    let clock = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    let fraction = String(ticks % Ticks.second)
    let padded = decimals ? "." + String(repeating: "0", count: 7 - fraction.count) + fraction : ""
    return "\(Calendar.text(day))T\(clock)\(padded)Z"
  }
}
