import GraphContract
import HTTPMessages
import JSON

/// One request of a batch as it stands in the envelope.
struct BatchItem {
  /// As sent, since clients look for their own spelling in the answer.
  let id: String
  let method: String
  let url: String
  let headers: [HeaderField]
  let body: JSONValue?
  /// Keys of the items that must succeed first.
  let dependencies: Set<String>

  init(_ value: JSONValue) throws(BatchFailure) {
    guard let item = value.objectValue, let id = Self.id(item["id"]),
      let method = Self.text(item["method"]), let url = Self.text(item["url"])
    else { throw .malformed }
    self.id = id
    self.method = method
    self.url = url
    headers = try Self.headers(item["headers"])
    body = item["body"].flatMap { $0.isNull ? nil : $0 }
    // The Python SDK writes the second spelling.
    dependencies = try Self.keys(item["dependsOn"]).union(Self.keys(item["depends_on"]))
  }

  /// What the item is known by in its batch, where ids differ in more than case.
  var key: String { Self.key(id) }

  private static func key(_ id: String) -> String { id.lowercased() }

  /// A string, or the text of a number.
  private static func id(_ value: JSONValue?) -> String? {
    if case .number(let text)? = value { return text }
    return text(value)
  }

  private static func text(_ value: JSONValue?) -> String? {
    guard let text = value?.stringValue, !text.isEmpty else { return nil }
    return text
  }

  private static func headers(_ value: JSONValue?) throws(BatchFailure) -> [HeaderField] {
    var headers: [HeaderField] = []
    guard let value, !value.isNull else { return headers }
    guard let object = value.objectValue else { throw .malformed }
    for member in object.members {
      guard let text = member.value.stringValue else { throw .malformed }
      headers.append(HeaderField(member.name, text))
    }
    return headers
  }

  private static func keys(_ value: JSONValue?) throws(BatchFailure) -> Set<String> {
    var keys: Set<String> = []
    guard let value, !value.isNull else { return keys }
    guard let elements = value.arrayValue else { throw .malformed }
    for element in elements {
      guard let id = id(element) else { throw .malformed }
      keys.insert(key(id))
    }
    return keys
  }
}
