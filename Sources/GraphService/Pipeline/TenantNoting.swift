import HTTPMessages
import Observing
import Tenants

/// Tells whoever watches whose a request is before anything within can answer it, be it a fault or a stub.
struct TenantNoting: Layer {
  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    if let tenant = incoming.tenant { incoming.notes?.note(tenant: tenant.name) }
    return next(incoming)
  }
}
