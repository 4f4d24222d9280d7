import Crypto
import OData

/// What stands for an application in a tenant whose directory does not have it.
enum DerivedPrincipal {
  /// A GUID of version 8, always the same one.
  static func id(of client: String, in tenant: String) -> String {
    let name = Guid.normalized(client) ?? client
    let digest = Array(SHA256.hash(data: Array("\(tenant)\nservicePrincipal\n\(name)".lowercased().utf8)))
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return Guid.text(
      high: word(digest[0..<8]) & ~0xF000 | 0x8000, low: word(digest[8..<16]) & ~(3 << 62) | 2 << 62)
  }
}
