import GraphStore
import JSON

/// An application that the tenant's seeds list (seed-format section 3).
struct ClientRegistration: Sendable, Equatable {
  let id: String
  let name: String?
  let isPublic: Bool
  /// nil with no certificates either: any will do.
  let secret: String?
  /// By whose keys it signs what it shows; none: see `secret`.
  let certificates: [String]
  let delegated: [String]
  let application: [String]
  /// None: any will do.
  let redirectURIs: [String]

  init(_ object: JSONObject) {
    id = object["clientId"]?.stringValue ?? ""
    name = object["name"]?.stringValue
    isPublic = object["type"] == "public"
    secret = object["secret"]?.stringValue
    certificates = Self.texts(object["certificates"])
    delegated = Self.texts(object["delegated"])
    application = Self.texts(object["application"])
    redirectURIs = Self.texts(object["redirectUris"])
  }

  var takesAnyCredential: Bool { secret == nil && certificates.isEmpty }

  var hasSecretAlone: Bool { secret != nil && certificates.isEmpty }

  private static func texts(_ value: JSONValue?) -> [String] {
    value?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}
