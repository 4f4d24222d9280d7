extension StringProtocol {
  /// With `%41` as `A`, and what is no such escape as it is: `50%`.
  package var percentDecoded: String {
    let bytes = Array(utf8)
    guard bytes.contains(UInt8(ascii: "%")) else { return String(self) }
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let byte = Self.escaped(bytes, at: index) {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func escaped(_ bytes: [UInt8], at index: Int) -> UInt8? {
    guard bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
  }
}
