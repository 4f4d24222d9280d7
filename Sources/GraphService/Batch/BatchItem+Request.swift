import HTTPMessages
import JSON
import OData

extension BatchItem {
  /// The item as a request that came in by itself.
  ///
  /// - Parameter outer: the request that brought it, with the fields alone that are the item's too.
  func request(to target: BatchTarget, within outer: Request) -> Request {
    var request = outer
    request.method = method.uppercased()
    request.target = target.text
    if !headers.isEmpty {
      request.headers = RequestHeaders(
        outer.inheritedFields("host") + headers + outer.inheritedFields("authorization"))
    }
    request.body = bodyBytes
    return request
  }

  /// - Parameter header: in small letters.
  func values(of header: String) -> [String] {
    headers.filter { $0.name.lowercased() == header }.map(\.value)
  }

  func has(header name: String) -> Bool { !values(of: name).isEmpty }

  /// Text is Base64 of the body, whatever the content type: some SDKs send JSON so. One that is not stands for itself,
  /// where it is to be a text.
  private var bodyBytes: [UInt8] {
    guard let body else { return [] }
    guard let text = body.stringValue else { return body.bytes }
    return Base64.bytes(text) ?? (isText ? Array(text.utf8) : body.bytes)
  }

  private var isText: Bool { contentType.hasPrefix("text/") }

  /// The body is to be bytes that neither JSON nor a text can stand for, and is not Base64 of any.
  var hasUnreadableBody: Bool {
    guard let text = body?.stringValue, Base64.bytes(text) == nil else { return false }
    return !isText && !contentType.contains("json")
  }

  private var contentType: String { values(of: "content-type").first?.lowercased() ?? "" }
}

extension Request {
  /// What the items of a batch have of the request that brings them: its host, token and connection.
  var outerOfItems: Request {
    var outer = self
    outer.headers = RequestHeaders(inheritedFields("host") + inheritedFields("authorization"))
    outer.body = []
    return outer
  }

  /// Before an item's own fields it wins over them, after them it fills a gap.
  fileprivate func inheritedFields(_ name: String) -> [HeaderField] {
    headers[name: name].map { [HeaderField(name, $0)] } ?? []
  }
}
