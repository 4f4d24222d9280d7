import HTTPMessages

/// Numbers as the log and the journal write them.
extension ByteWriter {
  /// Bytes of a number that is written here.
  static let longestNumber = 24

  mutating func write(decimal number: UInt64) { write(lastDigits: Self.digits(of: number), of: number) }

  private static func digits(of number: UInt64) -> Int {
    var (digits, rest) = (1, number / 10)
    while rest > 0 { (digits, rest) = (digits + 1, rest / 10) }
    return digits
  }

  /// `1.234`
  mutating func write(millisecondsOf nanoseconds: UInt64) {
    write(decimal: nanoseconds / 1_000_000)
    write(UInt8(ascii: "."))
    write(lastDigits: 3, of: nanoseconds / 1000)
  }
}

extension UInt64 {
  /// Nanoseconds as `1.234`.
  package var milliseconds: String {
    var bytes: [UInt8] = []
    bytes.append(atMost: ByteWriter.longestNumber) { $0.write(millisecondsOf: self) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Duration {
  /// `1.234`
  var milliseconds: String { wholeNanoseconds.milliseconds }
}
