/// `Edm.Binary` as text: base64 or base64url, padded or not; the standard alphabet with padding is written.
package enum Base64 {
  /// The text in the standard alphabet with padding; nil when it is not base64.
  package static func normalized(_ text: String) -> String? {
    var digits: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"): digits.append(UInt8(ascii: "+"))
      case UInt8(ascii: "_"): digits.append(UInt8(ascii: "/"))
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
        digits.append(byte)
      default: return nil
      }
    }
    while digits.last == UInt8(ascii: "=") { digits.removeLast() }
    guard digits.count % 4 != 1, !digits.contains(UInt8(ascii: "=")) else { return nil }
    digits += repeatElement(UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
    return String(decoding: digits, as: UTF8.self)
  }
}
