import GraphContract
package import HTTPMessages

/// Lets pages of the sites that may use the service read its answers, and keeps out those of all others: what they
/// send has no effect either (Fetch standard; graph-platform 4.1).
package struct CrossOrigin: Layer {
  private let origins: AllowedOrigins

  package init(_ origins: AllowedOrigins) { self.origins = origins }

  package func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    // Only the answer to the whole crosses an origin.
    guard incoming.part == nil else { return next(incoming) }
    let headers = incoming.request.headers
    let sent = headers.values(of: "origin")
    if let foreign = sent.first(where: { !origins.allow($0, host: headers[name: "host"]) }) {
      return incoming.refused(by: AccessFailure.originNotAllowed(foreign)).varying(by: "Origin")
    }
    // Whether a page may ask is no question of paths or tokens, which a preflight does not carry.
    let response = isPreflight(incoming.request) ? preflight(incoming) : next(incoming)
    // Errors have the fields too: without them the page sees no status at all.
    return sent.first.map { readable(response, by: $0) } ?? response
  }

  private func readable(_ response: Response, by origin: String) -> Response {
    var response = response
    response.headers.append(HeaderField("Access-Control-Allow-Origin", origins.areAll ? "*" : origin))
    response.headers.append(Self.exposed)
    return origins.areAll ? response : response.varying(by: "Origin")
  }

  private func isPreflight(_ request: Request) -> Bool {
    request.method == "OPTIONS" && request.headState == .complete
  }

  /// Whatever a page wants to send is welcome.
  private func preflight(_ incoming: Incoming) -> Response {
    var response = Answer(status: 200).response(incoming.ids)
    let headers = incoming.request.headers
    guard let method = headers[name: "access-control-request-method"] else { return response }
    response.headers.append(HeaderField("Access-Control-Allow-Methods", method))
    if let names = headers[name: "access-control-request-headers"], !names.isEmpty {
      response.headers.append(HeaderField("Access-Control-Allow-Headers", names))
    }
    response.headers.append(HeaderField("Access-Control-Max-Age", "86400"))
    return response
  }

  private static let exposed = HeaderField(
    "Access-Control-Expose-Headers",
    "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, "
      + "SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After")
}

extension Response {
  /// Whoever keeps the answer keeps it for that value of the field only.
  fileprivate func varying(by name: String) -> Response {
    var response = self
    response.headers.append(HeaderField("Vary", name))
    return response
  }
}
