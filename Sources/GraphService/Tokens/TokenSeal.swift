package import Crypto
import Foundation
import OData

/// Makes opaque texts of payloads that only the place they were made for takes back (graph-platform 1.12).
package struct TokenSeal {
  /// What the token is for: tenant, version, path and options.
  let purpose: String
  let key: SymmetricKey

  package init(purpose: String, key: SymmetricKey) {
    self.purpose = purpose
    self.key = key
  }

  /// Base64url of a seal and the payload.
  package func sealed(_ payload: [UInt8]) -> String { Self.encoded(seal(payload) + payload) }

  /// - Returns: nil when the text is no token of this purpose.
  package func open(_ text: String) -> [UInt8]? {
    guard let bytes = Base64.bytes(text), bytes.count > Self.length else { return nil }
    let payload = Array(bytes[Self.length...])
    return Array(bytes[..<Self.length]) == seal(payload) ? payload : nil
  }

  private static let length = 12

  private func seal(_ payload: [UInt8]) -> [UInt8] {
    var hmac = HMAC<SHA256>(key: key)
    hmac.update(data: Data(purpose.utf8))
    hmac.update(data: Data([0]))
    hmac.update(data: Data(payload))
    return Array(hmac.finalize().prefix(Self.length))
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }
}
