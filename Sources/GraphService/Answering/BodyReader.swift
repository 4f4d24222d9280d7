import EntityModel
import GraphContract
import HTTPMessages
import JSON

/// Reads the body of a write as JSON and answers for its transport (graph-platform 1.15).
struct BodyReader {
  let request: Request

  /// - Throws: `RequestFailure`.
  func json() throws -> JSONValue {
    try checkTransport()
    guard !request.body.isEmpty else { throw BodyFailure.empty }
    try checkContentType()
    return try parsed()
  }

  /// The body as an object of a type: where the client sends large numbers as text, they are numbers in it.
  func json(_ type: StructuredType, _ model: EntityModel) throws -> JSONValue {
    let body = try json()
    guard sendsLargeNumbersAsText, case .object(let object) = body else { return body }
    return .object(LargeNumbers(model: model, form: .number).object(object, type))
  }

  /// `Content-Type: application/json;IEEE754Compatible=true`
  var sendsLargeNumbersAsText: Bool {
    guard let type = request.headers[name: "content-type"], type.utf8.contains(UInt8(ascii: ";")),
      let element = ListElements.of(type).first
    else { return false }
    return ResponseFormat(element).isIEEE754Compatible
  }

  /// The body as it came, of whatever kind.
  func bytes() throws -> [UInt8] {
    try checkTransport()
    return request.body
  }

  /// nil without a body: an action may come without one.
  func optionalJSON() throws -> JSONValue? {
    try checkTransport()
    guard !request.body.isEmpty else { return nil }
    try checkContentType()
    return try parsed()
  }

  private func checkTransport() throws {
    switch request.bodyState {
    case .complete: break
    case .tooLarge: throw BodyFailure.tooLarge
    case .undecodable: throw BodyFailure.undecodable
    case .unsupportedEncoding(let name): throw BodyFailure.encodingUnsupported(name)
    // Nothing gets so far whose body there was no room for.
    case .notKept: throw OverloadFailure.bytes
    }
  }

  private func checkContentType() throws {
    guard let type = request.headers[name: "content-type"] else { throw BodyFailure.contentTypeMissing }
    let media = type.prefix { $0 != ";" }.lowercased()
    guard media.trimmed == "application/json" || media.trimmed.hasSuffix("+json") else {
      throw BodyFailure.contentTypeUnsupported
    }
  }

  /// In bytes: fragments of files, which are no JSON, may be larger.
  private static let textLimit = 4 << 20

  private func parsed() throws -> JSONValue {
    guard request.body.count <= Self.textLimit else { throw BodyFailure.tooLarge }
    do { return try JSONValue.parse(request.body) } catch { throw BodyFailure.malformedJSON }
  }
}

extension String {
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
