/// The two generations of the token service's endpoints.
enum ProtocolVersion: Sendable {
  /// `/oauth2/token`, with a `resource`.
  case first
  /// `/oauth2/v2.0/token`, with scopes.
  case second

  /// What stands between `oauth2` and the endpoint's name.
  var path: String {
    switch self {
    case .first: "oauth2"
    case .second: "oauth2/v2.0"
    }
  }
}
