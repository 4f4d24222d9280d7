/// GUIDs as texts: 8-4-4-4-12 hexadecimal digits.
package enum Guid {
  /// The text in lower case when it is a GUID, nil when it is not.
  package static func normalized(_ text: String) -> String? {
    isValid(text.utf8) ? text.lowercased() : nil
  }

  package static func isValid(_ text: String.UTF8View) -> Bool {
    text.withContiguousStorageIfAvailable(isValid) ?? isValid(ContiguousArray(text))
  }

  private static func isValid(_ text: ContiguousArray<UInt8>) -> Bool {
    text.withUnsafeBufferPointer(isValid)
  }

  private static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 36 else { return false }
    var index = 0
    while index < 36 {
      switch index {
      case 8, 13, 18, 23: guard text[index] == UInt8(ascii: "-") else { return false }
      default: guard isHexDigit(text[index]) else { return false }
      }
      index += 1
    }
    return true
  }

  /// An id as it is compared: GUIDs, and GUIDs joined by `_`, ignore case; any other id is exact.
  package static func normalizedIdentifier(_ text: String) -> String {
    let utf8 = text.utf8
    guard utf8.count >= 36, utf8.contains(where: { (0x41...0x46).contains($0) }) else { return text }
    let parts = utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    return parts.allSatisfy { isValid(ContiguousArray($0)) } ? text.lowercased() : text
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}

extension Guid {
  /// The text of 128 bits: `00112233-4455-6677-8899-aabbccddeeff`.
  package static func text(high: UInt64, low: UInt64) -> String {
    String(unsafeUninitializedCapacity: 36) { text in
      var next = 0
      for nibble in 0..<32 {
        if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
          text[next] = UInt8(ascii: "-")
          next += 1
        }
        let word = nibble < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - nibble % 16 * 4) & 15)
        text[next] = value < 10 ? 0x30 + value : 0x57 + value
        next += 1
      }
      return next
    }
  }
}
