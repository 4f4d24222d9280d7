import GraphStore
import JSON

/// An application that the tenant's seeds list (seed-format section 3).
struct ClientRegistration: Sendable, Equatable {
  let id: String
  let name: String?
  let isPublic: Bool
  /// nil: any will do.
  let secret: String?
  let delegated: [String]
  let application: [String]
  /// None: any will do.
  let redirectURIs: [String]

  init(_ object: JSONObject) {
    id = object["clientId"]?.stringValue ?? ""
    name = object["name"]?.stringValue
    isPublic = object["type"] == "public"
    secret = object["secret"]?.stringValue
    delegated = Self.texts(object["delegated"])
    application = Self.texts(object["application"])
    redirectURIs = Self.texts(object["redirectUris"])
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    value?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}
