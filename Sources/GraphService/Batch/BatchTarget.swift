/// The `url` of an item, which each SDK spells in its own way, as the target of a request of its own.
struct BatchTarget {
  /// `/beta/users?$top=1`
  let text: String
  /// The tenant that the prefix of the path names; nil without one.
  let tenant: String?

  /// - Parameters:
  ///   - url: `/users`, `users`, `/beta/users`, `http://localhost:8585/beta/users` or, with the prefix of a tenant,
  ///     `/tenants/ci-42/beta/users`.
  ///   - version: of the batch, which holds for its items whatever version they name.
  ///   - versions: the names that can stand in front of a path.
  ///   - root: what links begin with, without the prefix of a tenant.
  init(_ url: String, version: String, versions: [String], root: String) {
    let rest = url.hasPrefix(root + "/") ? url.dropFirst(root.count) : Self.withoutAuthority(url)
    let prefix = TenantPrefix("/" + rest.drop { $0 == "/" })
    tenant = prefix.map { String($0.name) }
    let path = Self.withoutVersion(prefix.map { $0.rest[...] } ?? rest, versions)
    text = "/\(version)/\(path)"
  }

  /// Whatever the host: SDKs that were pointed here by a proxy keep the public name.
  private static func withoutAuthority(_ url: String) -> Substring {
    let rest = url.utf8.drop { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
    guard rest.starts(with: "://".utf8) else { return url[...] }
    let path = rest.dropFirst(3).drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    return url[path.startIndex...]
  }

  private static func withoutVersion(_ path: Substring, _ versions: [String]) -> Substring {
    let path = path.drop { $0 == "/" }
    let segment = path.prefix { $0 != "/" && $0 != "?" }
    guard versions.contains(segment.lowercased()) else { return path }
    return path[segment.endIndex...].drop { $0 == "/" }
  }
}
