import JSON
import OData
import Observing
import Planning

/// What the claims of a JWT say of who asks (clients-and-auth 4.4).
struct TokenClaims {
  private let claims: JSONObject

  init(_ claims: JSONObject) { self.claims = claims }

  /// What a token says, whoever made it; nil for one that is no JWT. Of the head and the signature it is not asked that
  /// they could be read, as `JSONWebToken` does: tests write tokens by hand, and put there what they like.
  ///
  /// - Parameter token: without `Bearer`.
  init?(unchecked token: Substring) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.bytes(String(parts[1])),
      case .object(let claims)? = try? JSONValue.parse(bytes)
    else { return nil }
    self.claims = claims
  }

  /// - Parameter isVerified: a token that was issued here says all that there is to say.
  func caller(_ permissions: PermissionNames, isVerified: Bool = false) -> Caller {
    Caller(name: name, rights: rights(permissions, isVerified))
  }

  /// Its id.
  var tenant: String? { text("tid") }

  /// Ids and names of the user and of the program.
  var name: CallerName {
    CallerName(
      principals: ["oid", "upn", "preferred_username"].compactMap(text),
      applications: ["appid", "azp"].compactMap(text), isApplication: isApplication)
  }

  /// With both claims the first counts (graph-platform 8.2).
  private func rights(_ names: PermissionNames, _ isVerified: Bool) -> Caller.Rights {
    if let scopes { return .delegated(names.set(scopes)) }
    if let roles { return .application(names.set(roles)) }
    guard isVerified else { return .all }
    return isApplication ? .application(PermissionSet()) : .delegated(PermissionSet())
  }

  private var isApplication: Bool { text("idtyp")?.lowercased() == "app" || roles != nil && scopes == nil }

  private var scopes: [String]? { claims["scp"].map(Self.words) }

  private var roles: [String]? { claims["roles"].map(Self.words) }

  /// Of a list, or of a text with blanks; what is neither names nothing.
  private static func words(_ value: JSONValue) -> [String] {
    if let list = value.arrayValue { return list.compactMap(\.stringValue) }
    return value.stringValue?.split(separator: " ").map(String.init) ?? []
  }

  private func text(_ name: String) -> String? { claims[name]?.stringValue }
}
