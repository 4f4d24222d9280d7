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
    // Whether a page may ask is no question of paths or tokens, which a preflight does not carry.
    let response = isPreflight(incoming.request) ? preflight(incoming) : next(incoming)
    return fields.readable(response, by: incoming.request)
  }

  private func isPreflight(_ request: Request) -> Bool {
    request.method == "OPTIONS" && request.headState == .complete
  }

  private func preflight(_ incoming: Incoming) -> Response {
    var response = Answer(status: 200).response(incoming.ids)
    response.headers += CrossOriginFields.preflight(incoming.request)
    return response
  }
}
