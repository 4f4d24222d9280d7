import HTTPMessages
import JSON

/// What is wrong with an answer, as sentences; none when it is what was promised.
struct RouteCheck {
  let reply: Reply
  /// The body, where it is an object.
  let object: JSONObject?
  private(set) var problems: [String] = []

  init(_ reply: Reply) {
    self.reply = reply
    object =
      reply.header("Content-Type")?.hasPrefix("application/json") == true ? reply.json.objectValue : nil
    let id = reply.header("request-id") ?? ""
    expect(id.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil, "request-id '\(id)'")
    expect(reply.header("client-request-id") == id, "client-request-id")
    expect(reply.header("x-ms-ags-diagnostic") != nil, "no x-ms-ags-diagnostic")
  }

  static let json =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

  mutating func expect(_ isSo: Bool, _ problem: String) {
    if !isSo { problems.append(problem) }
  }

  private mutating func expect(contentType: String?, _ version: String?) {
    let found = reply.header("Content-Type")
    expect(found == contentType, "Content-Type \(found ?? "none")")
    expect(reply.header("OData-Version") == version, "OData-Version")
  }
}

// MARK: Results

extension RouteCheck {
  mutating func expect(status: Int) {
    expect(reply.status == status, "\(reply.status) and not \(status)")
    expect((reply.header("Allow") != nil) == (status == 405), "Allow \(reply.header("Allow") ?? "none")")
  }

  mutating func expectNothing(_ status: Int) {
    expect(status: status)
    expect(reply.text.isEmpty, "has a body")
    expect(contentType: nil, nil)
  }

  mutating func expectBytes() {
    expect(status: 200)
    expect(contentType: "image/png", nil)
    expect(!reply.text.isEmpty, "no bytes")
    expect(reply.header("ETag") != nil, "no ETag")
  }

  mutating func expectNumber() {
    expect(status: 200)
    expect(contentType: "text/plain", "4.0")
    expect(!reply.text.isEmpty && reply.text.allSatisfy(\.isWholeNumber), "no number")
  }

  /// - Parameter context: what follows `$metadata#`, with open keys.
  mutating func expectJSON(_ status: Int, version: String, context: String) {
    expect(status: status)
    guard reply.status == status else { return }
    expect(contentType: Self.json, "4.0")
    let found = (object?["@odata.context"]?.stringValue ?? "none").replacing(/\('[^']*'\)/, with: "('{}')")
    expect(found == "http://localhost:8585/\(version)/$metadata#\(context)", "context \(found)")
    expect(object?.names.first == "@odata.context", "context does not come first")
  }

  mutating func expectList() {
    expect(object?["value"]?.arrayValue != nil, "no list")
    let names = Set(object?.names ?? [])
    expect(
      names.isSubset(of: ["@odata.context", "@odata.nextLink", "@odata.deltaLink", "value"]),
      "members of a list: \(names.sorted())")
  }
}

// MARK: Errors

extension RouteCheck {
  mutating func expectError(_ status: Int, codes: [String]) {
    expect(status: status)
    expect(contentType: "application/json", nil)
    let error = object?["error"]?.objectValue
    let inner = error?["innerError"]?.objectValue
    let found = [error, inner].compactMap { $0?["code"]?.stringValue }
    expect(found == codes, "codes \(found) and not \(codes)")
    expect(object?.names == ["error"], "no error")
    expect(error?["message"]?.stringValue?.isEmpty == false, "no message")
    let id = reply.header("request-id")
    expect(inner?["date"]?.stringValue == "2026-01-31T08:15:30", "date")
    expect(inner?["request-id"]?.stringValue == id, "request-id of the error")
    expect(inner?["client-request-id"]?.stringValue == id, "client-request-id of the error")
  }
}
