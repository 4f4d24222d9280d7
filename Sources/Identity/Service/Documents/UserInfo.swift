import HTTPMessages
import JSON
import Tenants

/// What a token's user is called (OpenID Connect Core, section 5.3): `/oidc/userinfo`.
struct UserInfo {
  let request: Request
  let parts: ServiceParts
  let authorities: AuthorityLookup

  func response() throws -> Response {
    let check = BearerCheck(request: request, verifier: parts.verifier, authorities: authorities)
    guard let (token, authority) = try check.token(isFor: parts.verifier.isForGraph),
      let user = try user(token.token, authority)
    else { return refusal }
    var body: JSONObject = ["sub": token.claims["sub"] ?? .null]
    body["name"] = user.displayName.map(JSONValue.string)
    body["family_name"] = user.surname.map(JSONValue.string)
    body["given_name"] = user.givenName.map(JSONValue.string)
    body["picture"] = "https://graph.microsoft.com/v1.0/me/photo/$value"
    body["email"] = .string(user.mail ?? user.principalName)
    return IdentityAnswer.json(body)
  }

  /// Who has signed in with `openid`, and still may.
  private func user(_ token: JSONWebToken, _ authority: Authority) throws -> TokenUser? {
    guard token.text("idtyp") == "user", let id = token.text("oid"),
      token.text("scp")?.split(separator: " ").contains("openid") == true,
      let user = try authority.tenant.directory(parts.principals, authorities.limit, { try $0.user(id) })
    else { return nil }
    return user.isEnabled ? user.token : nil
  }

  private var refusal: Response {
    var response = IdentityAnswer.json(
      ["error": ["code": "InvalidAuthenticationToken", "message": "Access token is empty or not valid."]],
      status: 401)
    response.headers.append(HeaderField("WWW-Authenticate", "Bearer"))
    return response
  }
}
