import GraphContract
package import HTTPMessages

/// Lets pages of the sites that may use the service read its answers, and keeps out those of all others: what they
/// send has no effect either (Fetch standard; graph-platform 4.1).
package struct CrossOrigin: Layer {
  private let fields: CrossOriginFields

  package init(_ origins: AllowedOrigins) { fields = CrossOriginFields(origins) }

  package func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    // Only the answer to the whole crosses an origin.
    guard incoming.part == nil else { return next(incoming) }
    if let foreign = fields.foreignSite(of: incoming.request) {
      return CrossOriginFields.varying(incoming.refused(by: AccessFailure.originNotAllowed(foreign)))
    }
    return fields.readable(next(incoming), by: incoming.request)
  }
}
