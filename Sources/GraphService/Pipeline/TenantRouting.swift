import GraphContract
import GraphStore
package import HTTPMessages
package import Tenants

/// Finds the tenant that a request is for: by its header, the prefix of its path, or else what its token says; a part of
/// a batch is for its batch's.
package struct TenantRouting: Layer {
  private let named: @Sendable (String) -> Tenant?
  private let other: @Sendable (Incoming) -> Tenant?

  /// - Parameters:
  ///   - named: the tenant of that name.
  ///   - other: whose a request is that names none.
  package init(
    named: @escaping @Sendable (String) -> Tenant?, other: @escaping @Sendable (Incoming) -> Tenant?
  ) {
    self.named = named
    self.other = other
  }

  package func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    guard incoming.tenant == nil else { return next(incoming) }
    var incoming = incoming
    if let name = name(&incoming) {
      incoming.tenant = named(name)
      if incoming.tenant == nil { incoming.refusal = AccessFailure.tenantUnknown(name) }
    }
    // Who is refused is told so at some time, too.
    if incoming.tenant == nil { incoming.tenant = other(incoming) }
    return next(incoming)
  }

  /// The name that the request gives, and takes the prefix off its path: links in the answer begin with it.
  private func name(_ incoming: inout Incoming) -> String? {
    guard incoming.request.headState == .complete else { return nil }
    let prefix = TenantPrefix(incoming.request.target)
    if let prefix {
      incoming.request.statedRoot = incoming.request.root + prefix.text
      incoming.request.target = prefix.rest
    }
    return incoming.request.headers[name: "x-emulator-tenant"] ?? prefix.map { String($0.name) }
  }
}

/// What a path begins with that names its tenant: `/tenants/ci-42` of `/tenants/ci-42/v1.0/users`.
struct TenantPrefix {
  /// As it was sent: what is encoded is no name.
  let name: Substring
  let text: String
  let rest: String

  /// nil for a path without one.
  init?(_ target: String) {
    let start = "/tenants/"
    guard target.hasPrefix(start) else { return nil }
    name = target.dropFirst(start.count).prefix { !"/?#".contains($0) }
    text = start + name
    let rest = target.dropFirst(text.count)
    self.rest = rest.hasPrefix("/") ? String(rest) : "/" + rest
  }
}
