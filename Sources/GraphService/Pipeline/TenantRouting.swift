import GraphContract
import GraphStore
package import HTTPMessages
package import Tenants

/// Finds the tenant that a request is for: the one that the server that took it, its header or the prefix of its path
/// name, or else what its token says; a part of a batch is for its batch's.
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
    var incoming = incoming
    guard incoming.tenant == nil else {
      if incoming.refusal == nil { incoming.refusal = refusal(ofPart: incoming) }
      return next(incoming)
    }
    let names = names(&incoming)
    if let name = names.first {
      incoming.tenant = named(name)
      incoming.refusal = refusal(of: names, found: incoming.tenant != nil)
    } else {
      incoming.namesTenant = false
    }
    // Who is refused is told so at some time, too.
    if incoming.tenant == nil { incoming.tenant = other(incoming) }
    return next(incoming)
  }

  /// To answer one of two tenants that a request names would be a guess, and its data the wrong ones for somebody.
  private func refusal(of names: [String], found: Bool) -> AccessFailure? {
    if let other = names.first(where: { $0 != names[0] }) { return .tenantsDiffer(names[0], other) }
    return found ? nil : .tenantUnknown(names[0])
  }

  /// Where nobody names a tenant, the token of a part would lead it to another one than its batch, if it came by itself.
  private func refusal(ofPart part: Incoming) -> AccessFailure? {
    guard !part.namesTenant, let tenant = part.tenant,
      let own = other(part), own.name != tenant.name, part.tokenTenant != nil
    else { return nil }
    return .tokenOfOtherTenant(tenant.name.text, own.name.text)
  }

  /// The names that the request gives, and takes the prefix off its path: links in the answer begin with it, or with what
  /// stands for the tenant's own server.
  private func names(_ incoming: inout Incoming) -> [String] {
    guard incoming.request.headState == .complete else { return [] }
    let prefix = TenantPrefix(incoming.request.target)
    if let prefix { incoming.request.target = prefix.rest }
    if let text = rootPrefix(incoming.request, prefix) {
      incoming.request.statedRoot = incoming.request.root + text
    } else if incoming.request.statedTenant == nil {
      incoming.unnamed = other
    }
    return incoming.request.tenantNames + (prefix.map { [String($0.name)] } ?? [])
  }

  /// What links have before the version.
  private func rootPrefix(_ request: Request, _ prefix: TenantPrefix?) -> String? {
    guard let name = request.statedTenant else { return prefix?.text }
    // The tenant's own server needs none; what the operator or a proxy says may lead to the server of all.
    return request.statedRoot == nil ? nil : TenantPrefix.text(of: name)
  }
}
