import Crypto
import OData

/// A GUID of version 8 made from a text: the first 16 bytes of its SHA-256 (seed-format section 2).
enum ContentGuid {
  static func of(_ text: String) -> String {
    let digest = Array(SHA256.hash(data: Array(text.utf8)))
    return Guid.text(
      high: word(digest[0..<8]) & ~0xF000 | 0x8000, low: word(digest[8..<16]) & ~(3 << 62) | 2 << 62)
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
