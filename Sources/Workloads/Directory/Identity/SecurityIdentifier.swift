import GraphStore

/// `S-1-12-1-a-b-c-d` of an object id: the four little-endian words of the GUID's byte form, in which the first
/// three groups are little-endian too.
enum SecurityIdentifier {
  static let function = TextFunction("securityIdentifier") { id in
    guard let (high, low) = words(id) else { return .null }
    return .text(text(high, low))
  }

  private static func text(_ high: UInt64, _ low: UInt64) -> String {
    let first = UInt32(high >> 32)
    let second = UInt32(high >> 16 & 0xFFFF) | UInt32(high & 0xFFFF) << 16
    let third = UInt32(low >> 32).byteSwapped
    let fourth = UInt32(truncatingIfNeeded: low).byteSwapped
    return "S-1-12-1-\(first)-\(second)-\(third)-\(fourth)"
  }

  /// The 128 bits of a GUID; nil for what is none.
  private static func words(_ id: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
    var (high, low, digits): (UInt64, UInt64, Int) = (0, 0, 0)
    for byte in id where byte != UInt8(ascii: "-") {
      guard let digit = digit(byte) else { return nil }
      (high, low) = (high << 4 | low >> 60, low << 4 | digit)
      digits += 1
    }
    return digits == 32 ? (high, low) : nil
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte - 0x30)
    case 0x41...0x46: UInt64(byte - 0x37)
    case 0x61...0x66: UInt64(byte - 0x57)
    default: nil
    }
  }
}
