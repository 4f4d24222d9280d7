import GraphStore
import JSON

/// An application that the tenant's seeds list (seed-format section 3), or that is registered in its directory.
struct ClientRegistration: Sendable, Equatable {
  let id: String
  let name: String?
  let isPublic: Bool
  /// None, and no certificates either: any will do.
  let secrets: [String]
  /// They would have done at another time.
  let expiredSecrets: [String]
  /// By whose keys it signs what it shows; none: see `secrets`.
  let certificates: [String]
  /// nil: whatever is asked for.
  let delegated: [String]?
  /// nil: everything.
  let application: [String]?
  /// None: any will do.
  let redirectURIs: [String]

  init(_ object: JSONObject) {
    id = object["clientId"]?.stringValue ?? ""
    name = object["name"]?.stringValue
    isPublic = object["type"] == "public"
    secrets = object["secret"]?.stringValue.map { [$0] } ?? []
    expiredSecrets = []
    certificates = Self.texts(object["certificates"])
    delegated = Self.texts(object["delegated"])
    application = Self.texts(object["application"])
    redirectURIs = Self.texts(object["redirectUris"])
  }

  init(_ id: String, _ registered: RegisteredApplication) {
    self.id = id
    name = registered.name
    secrets = registered.secrets
    expiredSecrets = registered.expiredSecrets
    certificates = registered.certificates
    let hasCredential = !(secrets + expiredSecrets + certificates).isEmpty
    isPublic = !hasCredential && (registered.isFallbackPublic || !registered.publicAddresses.isEmpty)
    delegated = registered.delegated
    application = registered.application
    redirectURIs = registered.webAddresses + registered.publicAddresses
  }

  var takesAnyCredential: Bool { secrets.isEmpty && expiredSecrets.isEmpty && certificates.isEmpty }

  var hasSecretAlone: Bool { !takesAnyCredential && certificates.isEmpty }

  private static func texts(_ value: JSONValue?) -> [String] {
    value?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}
