/// What answers tell browsers about pages of other sites, and which sites' pages are kept out (Fetch standard).
package struct CrossOriginFields: Sendable {
  private let origins: AllowedOrigins

  package init(_ origins: AllowedOrigins) { self.origins = origins }

  /// The site of a page that may not use the service; nil where none has sent the request.
  package func foreignSite(of request: Request) -> String? {
    let host = request.headers[name: "host"]
    return request.headers.values(of: "origin").first { !origins.allow($0, host: host) }
  }

  /// The answer as pages of the request's site can read it. Errors have the fields too: without them the page sees no
  /// status at all.
  package func readable(_ response: Response, by request: Request) -> Response {
    guard let origin = request.headers.values(of: "origin").first else { return response }
    var response = response
    response.headers.append(HeaderField("Access-Control-Allow-Origin", origins.areAll ? "*" : origin))
    response.headers.append(Self.exposed)
    return origins.areAll ? response : Self.varying(response)
  }

  /// Whoever keeps the answer keeps it for that site only.
  package static func varying(_ response: Response) -> Response {
    var response = response
    response.headers.append(HeaderField("Vary", "Origin"))
    return response
  }

  /// Whatever a page wants to send is welcome.
  package static func preflight(_ request: Request) -> [HeaderField] {
    guard let method = request.headers[name: "access-control-request-method"] else { return [] }
    var fields = [HeaderField("Access-Control-Allow-Methods", method)]
    if let names = request.headers[name: "access-control-request-headers"], !names.isEmpty {
      fields.append(HeaderField("Access-Control-Allow-Headers", names))
    }
    return fields + [HeaderField("Access-Control-Max-Age", "86400")]
  }

  private static let exposed = HeaderField(
    "Access-Control-Expose-Headers",
    "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, "
      + "SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After")
}
