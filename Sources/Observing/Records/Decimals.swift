import HTTPMessages
import JSON

/// Numbers as the log and the journal write them.
extension [UInt8] {
  mutating func append(decimal number: UInt64) { append(raw: String(number)) }

  /// The last digits of a number, with zeros in front: `042`.
  mutating func append(lastDigits digits: Int, of number: UInt64) {
    var place: UInt64 = 1
    for _ in 1..<digits { place *= 10 }
    while place > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / place % 10))
      place /= 10
    }
  }

  /// `1.234`
  mutating func append(millisecondsOf nanoseconds: UInt64) {
    append(decimal: nanoseconds / 1_000_000)
    append(UInt8(ascii: "."))
    append(lastDigits: 3, of: nanoseconds / 1000)
  }
}

extension UInt64 {
  /// Nanoseconds as `1.234`.
  package var milliseconds: String {
    var bytes: [UInt8] = []
    bytes.append(millisecondsOf: self)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Duration {
  /// `1.234`
  var milliseconds: String { wholeNanoseconds.milliseconds }
}
