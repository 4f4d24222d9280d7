package import JSON

/// A token in its compact form, taken apart: `eyJ….eyJ….c2ln` (RFC 7519). That it could be taken apart says nothing of
/// who made it.
package struct JSONWebToken: Sendable {
  package let header: JSONObject
  package let claims: JSONObject
  /// Empty for one that is not signed.
  let signature: [UInt8]
  /// Header and claims, as they were written.
  let signed: [UInt8]

  /// nil for a text that has not this form.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
      let signature = Base64URL.bytes(parts[2])
    else { return nil }
    self.header = header
    self.claims = claims
    self.signature = signature
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }

  private static func object(_ part: some StringProtocol) -> JSONObject? {
    // What is no JSON is no token either.
    Base64URL.bytes(part).flatMap { try? JSONValue.parse($0).objectValue }
  }
}

// MARK: Reading

extension JSONWebToken {
  package var keyID: String? { header["kid"]?.stringValue }

  package var algorithm: String? { header["alg"]?.stringValue }

  /// In bytes; 0 for a token that is not signed.
  package var signatureLength: Int { signature.count }

  /// The text of a claim; nil for one that is not there, or is no text.
  package func text(_ claim: String) -> String? { claims[claim]?.stringValue }

  /// The texts of a claim that may be one text or several, as `aud` is.
  package func texts(_ claim: String) -> [String] {
    switch claims[claim] {
    case .string(let text)?: [text]
    case .array(let values)?: values.compactMap(\.stringValue)
    case .null?, .bool?, .number?, .object?, nil: []
    }
  }

  /// The seconds of a claim, since 1970; nil for what is no number of them.
  package func seconds(_ claim: String) -> Int? {
    guard case .number(let digits)? = claims[claim] else { return nil }
    return Int(digits) ?? Double(digits).flatMap { Int(exactly: $0.rounded(.down)) }
  }
}
