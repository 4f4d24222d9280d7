import JSON
import OData

/// What a JWT says of who asks. Nothing of it is checked (graph-platform 8.6).
struct TokenClaims {
  private let claims: JSONObject

  /// - Parameter token: without `Bearer`; nil for one that is no JWT.
  init?(_ token: Substring) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.bytes(String(parts[1])),
      case .object(let claims)? = try? JSONValue.parse(bytes)
    else { return nil }
    self.claims = claims
  }

  /// nil when it names nobody.
  var principal: Principal? {
    if isApplication { return .application(id: text("appid") ?? text("azp")) }
    return (text("oid") ?? text("upn") ?? text("preferred_username")).map { .user(id: $0) }
  }

  private var isApplication: Bool {
    text("idtyp")?.lowercased() == "app" || claims["roles"] != nil && claims["scp"] == nil
  }

  private func text(_ name: String) -> String? { claims[name]?.stringValue }
}
