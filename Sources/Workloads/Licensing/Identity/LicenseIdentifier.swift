import Crypto
import GRDB

/// Ids of licensing objects, made from what the objects are about, so that the same object made twice has the same
/// id (cloud-licensing ED-22).
package enum LicenseIdentifier {
  package enum Kind: String, Sendable, CaseIterable {
    case allotment
    case assignment
    case usageRight
    case waitingMember
    case assignmentError
  }

  /// The id of the n-th allotment of a product, counted from 0.
  ///
  /// - Parameter product: skuId, else the external service identifier, else empty.
  package static func allotment(product: String, number: Int) -> String {
    make(.allotment, [product, String(number)])
  }

  package static func assignment(allotment: String, assignee: String) -> String {
    make(.assignment, [allotment, assignee])
  }

  package static func waitingMember(allotment: String, principal: String) -> String {
    make(.waitingMember, [allotment, principal])
  }

  package static func assignmentError(principal: String, sku: String) -> String {
    make(.assignmentError, [principal, sku])
  }

  /// 52 characters: base32 of the SHA-256 of the kind and the parts of the key, one a line.
  package static func make(_ kind: Kind, _ parts: [String]) -> String {
    let text = ([kind.rawValue] + parts).joined(separator: "\n")
    return base32(SHA256.hash(data: Array(text.utf8)))
  }

  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// RFC 4648, section 6, in lower case and without padding.
  static func base32(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        digits.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
      }
    }
    if bits > 0 { digits.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension DatabaseFunction {
  /// `licenseIdentifier(kind, part, …)`
  static var licenseIdentifier: DatabaseFunction {
    DatabaseFunction("licenseIdentifier", pure: true) { values in
      let texts = values.compactMap(String.fromDatabaseValue)
      guard let first = texts.first, let kind = LicenseIdentifier.Kind(rawValue: first) else { return nil }
      return LicenseIdentifier.make(kind, Array(texts.dropFirst()))
    }
  }

  /// `licenseDetailsIdentifier(tenantId, skuId)`
  static var licenseDetailsIdentifier: DatabaseFunction {
    DatabaseFunction("licenseDetailsIdentifier", argumentCount: 2, pure: true) { values in
      let guids = values.compactMap(String.fromDatabaseValue)
      return guids.count == 2 ? LicenseDetailsIdentifier.text(tenant: guids[0], sku: guids[1]) : nil
    }
  }
}
