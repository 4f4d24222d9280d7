package import HTTPMessages

/// Lets pages of any site read the answers (Fetch standard; graph-platform 4.1).
package struct CrossOrigin: Layer {
  package init() {}

  package func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    // Only the answer to the whole crosses an origin.
    guard incoming.part == nil else { return next(incoming) }
    // Whether a page may ask is no question of paths or tokens, which a preflight does not carry.
    var response = isPreflight(incoming.request) ? preflight(incoming) : next(incoming)
    // Errors have the fields too: without them the page sees no status at all.
    guard incoming.request.headers[name: "origin"] != nil else { return response }
    response.headers.append(Self.anyOrigin)
    response.headers.append(Self.exposed)
    return response
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

  private static let anyOrigin = HeaderField("Access-Control-Allow-Origin", "*")
  private static let exposed = HeaderField(
    "Access-Control-Expose-Headers",
    "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, "
      + "SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After")
}
