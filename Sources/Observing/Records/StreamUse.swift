import HTTPMessages

/// What a request does with the bytes of a stream, whose type is whatever a client said of them.
package enum StreamUse: Sendable {
  /// The answer is these bytes, unless it refuses.
  case read
  /// The body of the request is.
  case write
}

/// A body that is bytes, and no text or document that secrets could be looked for in.
enum BodyOfBytes {
  /// Why nothing is kept of the body of a request; nil where it may be.
  static func reason(ofRequest record: RequestRecord, contentType: String?) -> String? {
    guard !record.request.body.isEmpty else { return nil }
    if let type = contentType.flatMap(mediaType) { return "it is \(type)" }
    return record.facts.stream == .write || isToValue(record.request) ? ofStream : nil
  }

  /// Why nothing is kept of the body of an answer; nil where it may be.
  static func reason(ofAnswer record: RequestRecord) -> String? {
    // A body that is known to be JSON is none of a stream, and so are nearly all.
    guard !record.response.body.isEmpty, !record.response.holdsJSON else { return nil }
    let contentType = record.response.headers.first { $0.name == "Content-Type" }?.value
    if let type = contentType.flatMap(mediaType) { return "it is \(type)" }
    return record.facts.stream == .read && record.response.status < 400 ? ofStream : nil
  }

  private static let ofStream = "it is the bytes of a stream"

  /// Who is refused before the path is looked at sends bytes there too.
  private static func isToValue(_ request: Request) -> Bool {
    guard request.method == "PUT" || request.method == "PATCH" else { return false }
    return request.target.prefix { $0 != "?" && $0 != "#" }.percentDecoded.lowercased().hasSuffix("/$value")
  }

  /// What a body is, where it is neither text nor a document of text: an image, an archive.
  private static func mediaType(_ contentType: String) -> String? {
    guard !contentType.hasPrefix("application/json") else { return nil }  // as nearly all are
    let name = contentType.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
    let isText =
      name.isEmpty || name.hasPrefix("text/") || name.hasSuffix("json") || name.hasSuffix("xml")
      || ["application/javascript", "application/x-www-form-urlencoded"].contains(name)
    return isText ? nil : name
  }
}
