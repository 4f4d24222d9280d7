import HTTPMessages
import JSON
import Tenants

/// What a token's user is called (OpenID Connect Core, section 5.3): `/oidc/userinfo`.
struct UserInfo {
  let request: Request
  let parts: ServiceParts
  let authorities: AuthorityLookup

  func response() throws -> Response {
    guard let header = request.headers[name: "authorization"], header.lowercased().hasPrefix("bearer "),
      let token = JSONWebToken(header.dropFirst(7).drop { $0 == " " }),
      try token.isSigned(by: parts.issuer.keys),
      let user = try user(token)
    else { return refusal }
    var body: JSONObject = ["sub": token.claims["sub"] ?? .null]
    body["name"] = user.displayName.map(JSONValue.string)
    body["family_name"] = user.surname.map(JSONValue.string)
    body["given_name"] = user.givenName.map(JSONValue.string)
    body["picture"] = "https://graph.microsoft.com/v1.0/me/photo/$value"
    body["email"] = .string(user.mail ?? user.principalName)
    return IdentityAnswer.json(body)
  }

  private func user(_ token: JSONWebToken) throws -> TokenUser? {
    guard token.text("idtyp") == "user", let tenant = token.text("tid"), let id = token.text("oid"),
      let end = token.seconds("exp")
    else { return nil }
    let authority = try authorities.authority(tenant)
    guard TokenTimes.isBefore(authority.tenant.clock.now.unixSeconds, end) else { return nil }
    return try authority.tenant.directory(parts.principals, authorities.limit) { try $0.user(id)?.token }
  }

  private var refusal: Response {
    var response = IdentityAnswer.json(
      ["error": ["code": "InvalidAuthenticationToken", "message": "Access token is empty or not valid."]],
      status: 401)
    response.headers.append(HeaderField("WWW-Authenticate", "Bearer"))
    return response
  }
}
