import HTTPMessages

extension Incoming {
  /// The tenant that the request's token is of, by its id there (`tid`), whoever made the token; nil where none says.
  package var tokenTenant: String? {
    guard let header = request.headers[name: "authorization"], let token = Authentication.token(header) else {
      return nil
    }
    return TokenClaims(unchecked: token)?.tenant
  }
}
