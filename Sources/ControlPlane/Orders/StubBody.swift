import GraphStore
import HTTPMessages
import JSON

/// What a stub sends: a text as it is, and any other value as JSON.
enum StubBody {
  case empty
  case text(String)
  case json(JSONValue)

  init(_ value: JSONValue) {
    self = if case .string(let text) = value { .text(text) } else { .json(value) }
  }

  var bytes: [UInt8] {
    switch self {
    case .empty: []
    case .text(let text): Array(text.utf8)
    case .json(let value): value.bytes
    }
  }

  /// Some answers end with their fields (RFC 9110, 15.3.5 and 15.4.5).
  func check(goesWith status: Int, _ members: OrderMembers) throws(OptionMistake) {
    guard [204, 304].contains(status), !bytes.isEmpty else { return }
    throw members.mistake("body", "no body expected: an answer of status \(status) has none")
  }

  /// The fields with a type for the body, where they have none.
  func headers(with fields: [HeaderField]) -> [HeaderField] {
    guard let type, !fields.contains(where: { $0.name.lowercased() == "content-type" }) else { return fields }
    return fields + [HeaderField("Content-Type", type)]
  }

  private var type: String? {
    switch self {
    case .empty: nil
    case .text: "text/plain"
    case .json: "application/json"
    }
  }
}
