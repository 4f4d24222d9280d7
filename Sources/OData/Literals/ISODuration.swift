/// `Edm.Duration` as text: `P1DT2H3M4.5S`, with a sign at most, without years and months (OData ABNF
/// `durationValue`).
package enum ISODuration {
  package static func isValid(_ text: String) -> Bool { ticks(text) != nil }

  /// The length in ticks of 100 ns, rounded to the next of them; nil when the text is no duration, or one that is
  /// longer than the numbers go: 10,675,199 days.
  package static func ticks(_ text: String) -> Int64? {
    var scanner = DigitScanner(text)
    let isNegative = scanner.take("-")
    if !isNegative { _ = scanner.take("+") }
    guard scanner.take("P"), let length = parts(&scanner), scanner.isAtEnd else { return nil }
    guard isNegative else { return Int64(exactly: length) }
    return length == Int64.min.magnitude ? .min : Int64(exactly: length).map(-)
  }

  /// nil when there is no part, or when the parts together are too long.
  private static func parts(_ scanner: inout DigitScanner) -> UInt64? {
    var parts: [UInt64] = []
    if !scanner.isAtEnd, let (length, _) = part(&scanner, units: ["W", "D"]) { parts.append(length) }
    guard scanner.take("T") else { return parts.isEmpty ? nil : sum(parts) }
    var units: [Unicode.Scalar] = ["H", "M", "S"]
    guard !scanner.isAtEnd else { return nil }
    while !scanner.isAtEnd {
      guard let (length, unit) = part(&scanner, units: units), let index = units.firstIndex(of: unit) else {
        return nil
      }
      parts.append(length)
      units.removeFirst(index + 1)
    }
    return sum(parts)
  }

  private static func sum(_ parts: [UInt64]) -> UInt64? {
    parts.reduce(0 as UInt64?) { sum, part in
      guard let (sum, isTooMuch) = sum?.addingReportingOverflow(part), !isTooMuch else { return nil }
      return sum
    }
  }

  // MARK: One part

  private static func part(
    _ scanner: inout DigitScanner, units: [Unicode.Scalar]
  ) -> (length: UInt64, unit: Unicode.Scalar)? {
    var copy = scanner
    guard let whole = copy.digits() else { return nil }
    let fraction = copy.take(".") ? copy.digits() : ""
    guard let fraction, let unit = units.first(where: { copy.take($0) }), unit == "S" || fraction.isEmpty,
      let count = UInt64(whole), let length = product(count, ticks(in: unit)),
      let length = sum([length, ticks(ofFraction: fraction)])
    else { return nil }
    scanner = copy
    return (length, unit)
  }

  private static func ticks(in unit: Unicode.Scalar) -> UInt64 {
    let second = Ticks.second.magnitude
    return switch unit {
    case "W": 604_800 * second
    case "D": 86_400 * second
    case "H": 3600 * second
    case "M": 60 * second
    default: second
    }
  }

  private static func product(_ count: UInt64, _ length: UInt64) -> UInt64? {
    let (product, isTooMuch) = count.multipliedReportingOverflow(by: length)
    return isTooMuch ? nil : product
  }

  /// `25` of `0.25` seconds: 2,500,000.
  private static func ticks(ofFraction digits: String) -> UInt64 {
    let isRoundedUp = digits.utf8.dropFirst(7).first.map { $0 >= UInt8(ascii: "5") } ?? false
    return (UInt64((digits + "0000000").prefix(7)) ?? 0) + (isRoundedUp ? 1 : 0)
  }
}
