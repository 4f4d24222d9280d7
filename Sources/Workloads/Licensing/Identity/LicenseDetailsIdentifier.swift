/// Ids of `licenseDetails`: base64url of the tenant's and the product's GUID, each in the byte order of .NET.
enum LicenseDetailsIdentifier {
  static func text(tenant: String, sku: String) -> String { base64URL(bytes(of: tenant) + bytes(of: sku)) }

  /// The first three groups of digits are stored least significant byte first.
  private static func bytes(of guid: String) -> [UInt8] {
    let groups = guid.split(separator: "-").map { group in
      stride(from: 0, to: group.utf8.count - 1, by: 2).compactMap { offset in
        UInt8(String(decoding: Array(group.utf8)[offset..<offset + 2], as: UTF8.self), radix: 16)
      }
    }
    return groups.enumerated().flatMap { index, bytes in index < 3 ? bytes.reversed() : bytes }
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// RFC 4648, section 5, without padding.
  private static func base64URL(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let word = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for index in 0...part.count { digits.append(alphabet[Int(word >> UInt32(18 - 6 * index) & 63)]) }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
