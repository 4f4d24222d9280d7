import HTTPMessages

/// What lets pages of any site read the answers (Fetch standard; graph-platform 4.1).
enum CrossOrigin {
  /// The fields that every answer to a page has, errors too: without them the page sees no status at all.
  static func allow(_ request: Request, in response: inout Response) {
    guard request.headers[name: "origin"] != nil else { return }
    response.headers.append(anyOrigin)
    response.headers.append(exposed)
  }

  /// The fields of an answer to `OPTIONS`: whatever a page wants to send is welcome.
  static func preflight(_ request: Request) -> [HeaderField] {
    let headers = request.headers
    guard let method = headers[name: "access-control-request-method"] else { return [] }
    var fields = [HeaderField("Access-Control-Allow-Methods", method)]
    if let names = headers[name: "access-control-request-headers"], !names.isEmpty {
      fields.append(HeaderField("Access-Control-Allow-Headers", names))
    }
    fields.append(HeaderField("Access-Control-Max-Age", "86400"))
    return fields
  }

  private static let anyOrigin = HeaderField("Access-Control-Allow-Origin", "*")
  private static let exposed = HeaderField(
    "Access-Control-Expose-Headers",
    "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, "
      + "SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After")
}
