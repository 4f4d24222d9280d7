import HTTPMessages

/// One thing that the token service does: a row of its table.
struct IdentityEndpoint: Sendable {
  /// What stands in the path, in small letters: `{tenant}/oauth2/v2.0/token`.
  let pattern: String
  let version: ProtocolVersion
  let methods: [String]
  /// Failures are told on a page, for the person before the browser.
  let isPage: Bool
  let answer: @Sendable (IdentityCall) throws -> Response
  private let segments: [Substring]

  init(
    _ pattern: String, _ version: ProtocolVersion, methods: [String] = ["GET", "POST"], isPage: Bool = false,
    _ answer: @escaping @Sendable (IdentityCall) throws -> Response
  ) {
    self.pattern = pattern
    self.version = version
    self.methods = methods
    self.isPage = isPage
    self.answer = answer
    segments = pattern.split(separator: "/")
  }

  /// What a path says in the places of `{tenant}` and `{name}`; nil when it has not the endpoint's form.
  func names(in path: [Substring]) -> (tenant: Substring, name: Substring)? {
    guard path.count == segments.count else { return nil }
    var (tenant, name): (Substring, Substring) = ("common", "")
    for (segment, given) in zip(segments, path) {
      switch segment {
      case "{tenant}": tenant = given
      case "{name}": name = given
      default: guard segment == given.lowercased() else { return nil }
      }
    }
    return (tenant, name)
  }
}
