import HTTPMessages
import Observing
import Tenants

/// Tells whoever watches whose a request is before anything within can answer it, be it a preflight, a fault or a stub.
///
/// What is turned away for its host or its page does not come here, and who names no tenant that there is, or two of them, has the
/// main one or the first for the words of the refusal alone: none of these is a request of a tenant.
struct TenantNoting: Layer {
  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    if incoming.refusal == nil, let tenant = incoming.tenant { incoming.notes?.note(tenant: tenant.name) }
    return next(incoming)
  }
}
