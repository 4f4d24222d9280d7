import Crypto
import JSON

/// The claims of access tokens (clients-and-auth 4.4).
struct AccessTokenClaims: TokenClaimSet {
  private let content: TokenContent

  init(_ content: TokenContent) { self.content = content }

  var audience: String { content.audience.text }

  var issuer: String {
    switch content.audience.format {
    case .version1: TokenIssuer.firstIssuer(of: content.tenant)
    case .version2(let issuer): issuer
    }
  }

  var others: JSONObject {
    switch content.audience.format {
    case .version1: firstForm
    case .version2: secondForm
    }
  }

  // MARK: Forms

  private var firstForm: JSONObject {
    var claims: JSONObject = [:]
    if case .user(let user) = content.subject {
      claims["acct"] = .number(user.isGuest ? 1 : 0)
      claims["acr"] = "1"
      claims["amr"] = ["pwd"]
      claims["family_name"] = user.surname.map(JSONValue.string)
      claims["given_name"] = user.givenName.map(JSONValue.string)
      claims["ipaddr"] = "127.0.0.1"
      claims["name"] = user.displayName.map(JSONValue.string)
      claims["unique_name"] = .string(user.principalName)
      claims["upn"] = .string(user.principalName)
    }
    claims["app_displayname"] = content.client.name.map(JSONValue.string)
    claims["appid"] = .string(content.client.id)
    claims["appidacr"] = .string(content.client.proof.rawValue)
    addShared(to: &claims, version: "1.0")
    if content.audience.isGraph { claims["wids"] = .array(roleTemplates.map(JSONValue.string)) }
    return claims
  }

  private var secondForm: JSONObject {
    var claims: JSONObject = [:]
    if case .user(let user) = content.subject {
      claims["name"] = user.displayName.map(JSONValue.string)
      claims["preferred_username"] = .string(user.principalName)
    }
    claims["azp"] = .string(content.client.id)
    claims["azpacr"] = .string(content.client.proof.rawValue)
    addShared(to: &claims, version: "2.0")
    return claims
  }

  private func addShared(to claims: inout JSONObject, version: String) {
    switch content.subject {
    case .user(let user):
      claims["idtyp"] = "user"
      claims["oid"] = .string(user.id)
      claims["scp"] = .string(content.permissions.joined(separator: " "))
      claims["sub"] = .string(PairwiseSubject.text(of: user.id, content))
      if !content.audience.isGraph { GroupClaims.add(user, content.graphRoot, to: &claims) }
    case .application(let id):
      claims["idtyp"] = "app"
      claims["oid"] = .string(id)
      if !content.permissions.isEmpty { claims["roles"] = .array(content.permissions.map(JSONValue.string)) }
      claims["sub"] = .string(id)
    }
    claims["tid"] = .string(content.tenant)
    claims["ver"] = .string(version)
    if content.followsEvents { claims["xms_cc"] = ["CP1"] }
  }

  /// Those of a user, and that of all users.
  private var roleTemplates: [String] {
    switch content.subject {
    case .user(let user): user.roles + [Self.everyUser]
    case .application: []
    }
  }

  private static let everyUser = "b79fbf4d-3ef9-4689-8143-76b194e85509"
}

extension TokenIssuer {
  /// `https://sts.windows.net/{tenant}/`: who issues tokens of the first form.
  package static func firstIssuer(of tenant: String) -> String { "https://sts.windows.net/\(tenant)/" }
}

/// The claim `sub` of a user, which differs from application to application.
enum PairwiseSubject {
  static func text(of user: String, _ content: TokenContent) -> String {
    text(of: user, client: content.client.id, tenant: content.tenant)
  }

  static func text(of user: String, client: String, tenant: String) -> String {
    Base64URL.text(SHA256.hash(data: Array("\(tenant)\n\(client)\n\(user)".lowercased().utf8)))
  }
}
