import GraphContract
import GraphStore
package import HTTPMessages
package import Tenants

/// Finds the tenant that a request is for; a part of a batch is for its batch's.
package struct TenantRouting: Layer {
  private let tenant: @Sendable (Incoming) -> Tenant?

  package init(_ tenant: @escaping @Sendable (Incoming) -> Tenant?) { self.tenant = tenant }

  package func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    guard incoming.tenant == nil else { return next(incoming) }
    var incoming = incoming
    incoming.tenant = tenant(incoming)
    return next(incoming)
  }
}
