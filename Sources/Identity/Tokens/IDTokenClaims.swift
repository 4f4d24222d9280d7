import Crypto
import JSON

/// The claims of id tokens (clients-and-auth 4.2).
struct IDTokenClaims: TokenClaimSet {
  private let content: IDTokenContent

  init(_ content: IDTokenContent) { self.content = content }

  var audience: String { content.client }

  var issuer: String {
    switch content.format {
    case .version1: TokenIssuer.firstIssuer(of: content.tenant)
    case .version2(let issuer): issuer
    }
  }

  var others: JSONObject {
    let user = content.user
    var claims: JSONObject = [:]
    claims["at_hash"] = content.accessToken.map(Self.half)
    claims["c_hash"] = content.code.map(Self.half)
    if content.tellsMail { claims["email"] = .string(user.mail ?? user.principalName) }
    claims["name"] = user.displayName.map(JSONValue.string)
    claims["nonce"] = content.nonce.map(JSONValue.string)
    claims["oid"] = .string(user.id)
    claims["sub"] = .string(
      PairwiseSubject.text(of: user.id, client: content.client, tenant: content.tenant))
    claims["tid"] = .string(content.tenant)
    GroupClaims.add(user, content.graphRoot, to: &claims)
    addNames(to: &claims)
    return claims
  }

  private func addNames(to claims: inout JSONObject) {
    let user = content.user
    switch content.format {
    case .version1:
      claims["amr"] = ["pwd"]
      claims["family_name"] = user.surname.map(JSONValue.string)
      claims["given_name"] = user.givenName.map(JSONValue.string)
      claims["ipaddr"] = "127.0.0.1"
      claims["unique_name"] = .string(user.principalName)
      claims["upn"] = .string(user.principalName)
      claims["ver"] = "1.0"
    case .version2:
      claims["preferred_username"] = .string(user.principalName)
      claims["ver"] = "2.0"
    }
  }

  /// The left half of the text's SHA-256 (OpenID Connect Core, section 3.3.2.11).
  private static func half(_ text: String) -> JSONValue {
    .string(Base64URL.text(SHA256.hash(data: Array(text.utf8)).prefix(16)))
  }
}
