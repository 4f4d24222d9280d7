import Crypto
import Foundation
import Tenants

/// Makes texts of grants that nobody can read or make but the tenant: they hold all that is known of the grant, so that
/// nothing has to be kept of those that are never used, and they outlive the process with the tenant's key.
struct GrantSeal: Sendable {
  enum Kind: String, Sendable {
    case code, refresh, session
  }

  private let key: SymmetricKey
  private let kind: Kind

  init(_ kind: Kind, of tenant: Tenant) {
    self.kind = kind
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: tenant.tokenKey, info: Data("grants".utf8), outputByteCount: 32)
  }

  func sealed(_ grant: some Encodable) throws -> String {
    let box = try AES.GCM.seal(
      JSONEncoder().encode(grant), using: key, authenticating: Data(kind.rawValue.utf8))
    return Base64URL.text(box.ciphertext + box.tag + box.nonce)
  }

  /// nil for what is no grant of this kind and tenant.
  func open<Grant: Decodable>(_ text: String) -> Grant? {
    guard let bytes = Base64URL.bytes(text), bytes.count > Self.overhead else { return nil }
    let nonce = bytes.suffix(Self.nonceLength)
    let rest = bytes.dropLast(Self.nonceLength)
    // Whatever is wrong with it, it is none of ours.
    guard let nonce = try? AES.GCM.Nonce(data: nonce),
      let box = try? AES.GCM.SealedBox(
        nonce: nonce, ciphertext: rest.dropLast(Self.tagLength), tag: rest.suffix(Self.tagLength)),
      let plain = try? AES.GCM.open(box, using: key, authenticating: Data(kind.rawValue.utf8))
    else { return nil }
    // Sealed by a version whose grants had another form.
    return try? JSONDecoder().decode(Grant.self, from: plain)
  }

  private static let nonceLength = 12
  private static let tagLength = 16
  private static let overhead = nonceLength + tagLength
}

/// A grant that is kept nowhere but in its own text.
protocol SealedGrant: Sendable, Codable {
  static var kind: GrantSeal.Kind { get }
}

extension SealedGrant {
  /// nil for what is none of the tenant's.
  init?(_ text: String, of tenant: Tenant) {
    guard let grant: Self = GrantSeal(Self.kind, of: tenant).open(text) else { return nil }
    self = grant
  }

  func sealed(for tenant: Tenant) throws -> String { try GrantSeal(Self.kind, of: tenant).sealed(self) }
}
