import CryptoExtras
import Foundation
import JSON
import OData

/// The file of the keys, the newest first: `[{"key":"-----BEGIN …","certificate":"MII…"}]`.
extension SigningKey {
  /// nil for bytes that are no such file.
  static func read(_ bytes: [UInt8]) -> [SigningKey]? {
    // Whatever is wrong with it, the file is not ours.
    guard let entries = try? JSONValue.parse(bytes).arrayValue, !entries.isEmpty else { return nil }
    let keys = entries.compactMap { SigningKey($0.objectValue ?? [:]) }
    return keys.count == entries.count ? keys : nil
  }

  static func written(_ keys: [SigningKey]) -> [UInt8] {
    JSONValue.array(keys.map(\.kept)).bytes
  }

  private init?(_ object: JSONObject) {
    guard let text = object["key"]?.stringValue, let certificate = object["certificate"]?.stringValue,
      let key = try? _RSA.Signing.PrivateKey(pemRepresentation: text),
      let bytes = Base64.bytes(certificate), !bytes.isEmpty
    else { return nil }
    self.init(key: key, certificate: bytes)
  }

  private var kept: JSONValue {
    [
      "key": .string(key.pemRepresentation),
      "certificate": .string(Data(certificate).base64EncodedString()),
    ]
  }
}
