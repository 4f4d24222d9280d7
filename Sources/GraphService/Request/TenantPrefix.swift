/// What a path begins with that names its tenant: `/tenants/ci-42` of `/tenants/ci-42/v1.0/users`.
struct TenantPrefix {
  /// As it was sent: what is encoded is no name.
  let name: Substring
  let text: String
  let rest: String

  private static let start = "/tenants/"

  static func text(of name: String) -> String { start + name }

  /// nil for a path without one.
  init?(_ target: String) {
    guard target.hasPrefix(Self.start) else { return nil }
    name = target.dropFirst(Self.start.count).prefix { !"/?#".contains($0) }
    text = Self.start + name
    let rest = target.dropFirst(text.count)
    self.rest = rest.hasPrefix("/") ? String(rest) : "/" + rest
  }
}
