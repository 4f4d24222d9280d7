/// `Edm.Duration` as text: `P1DT2H3M4.5S`, with a sign at most, without years and months (OData ABNF
/// `durationValue`).
package enum ISODuration {
  package static func isValid(_ text: String) -> Bool { seconds(text) != nil }

  /// The length in seconds; nil when the text is no duration.
  package static func seconds(_ text: String) -> Double? {
    var scanner = DigitScanner(text)
    let isNegative = scanner.take("-")
    if !isNegative { _ = scanner.take("+") }
    guard scanner.take("P") else { return nil }
    guard let length = parts(&scanner), scanner.isAtEnd else { return nil }
    return isNegative ? -length : length
  }

  private static func parts(_ scanner: inout DigitScanner) -> Double? {
    var length = 0.0
    var isEmpty = true
    if !scanner.isAtEnd, let (value, unit) = part(&scanner, units: ["W", "D"]) {
      length += value * (unit == "W" ? 604_800 : 86_400)
      isEmpty = false
    }
    guard scanner.take("T") else { return isEmpty ? nil : length }
    var units: [Unicode.Scalar] = ["H", "M", "S"]
    isEmpty = true
    while !scanner.isAtEnd {
      guard let (value, unit) = part(&scanner, units: units), let index = units.firstIndex(of: unit) else {
        return nil
      }
      length += value * (unit == "H" ? 3600 : unit == "M" ? 60 : 1)
      units.removeFirst(index + 1)
      isEmpty = false
    }
    return isEmpty ? nil : length
  }

  private static func part(
    _ scanner: inout DigitScanner, units: [Unicode.Scalar]
  ) -> (value: Double, unit: Unicode.Scalar)? {
    var copy = scanner
    guard let whole = copy.digits() else { return nil }
    var text = whole
    if copy.take(".") {
      guard let fraction = copy.digits(), units.last == "S" else { return nil }
      text += "." + fraction
    }
    guard let unit = units.first(where: { copy.take($0) }), let value = Double(text),
      unit == "S" || !text.contains(".")
    else { return nil }
    scanner = copy
    return (value, unit)
  }
}
