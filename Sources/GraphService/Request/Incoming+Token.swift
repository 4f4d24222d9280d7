import HTTPMessages

extension Incoming {
  /// The tenant that the request's token is of, by its id there (`tid`), whoever made the token; nil where none says.
  package var tokenTenant: String? {
    request.headers.bearerToken.flatMap { TokenClaims(unchecked: $0)?.tenant }
  }
}
