import JSON

/// What an endpoint is sent: a `changeNotificationCollection` of items that were posted before.
package enum NotificationCollection {
  /// - Parameters:
  ///   - items: JSON texts.
  ///   - tokens: by which their readers know who sends them.
  package static func body(of items: [String], validatedBy tokens: [String] = []) -> [UInt8] {
    let list = JSONValue.array(tokens.map(JSONValue.string)).text
    let proof = tokens.isEmpty ? "" : #","validationTokens":"# + list
    return Array((#"{"value":["# + items.joined(separator: ",") + "]\(proof)}").utf8)
  }

  /// An item with the object that it is about, which only the owner of a certificate can read; nil for an item that is
  /// no object, and for a certificate that is not taken.
  ///
  /// - Parameters:
  ///   - name: what its owner calls the certificate.
  ///   - key: of `SealedContent.keyLength` random bytes, used for this one only.
  package static func item(
    _ item: String, with object: [UInt8], for certificate: String, named name: String?, key: [UInt8]
  ) -> String? {
    guard case .object(var members)? = try? JSONValue.parse(item),
      let sealed = try? SealedContent.seal(object, for: certificate, named: name, key: key)
    else { return nil }
    members["encryptedContent"] = .object(sealed)
    return JSONValue.object(members).text
  }
}
