import GraphStore
import HTTPMessages

extension HeaderField {
  /// Itself, where an answer can have it.
  ///
  /// - Parameter path: where it stands in what was sent.
  func allowed(at path: String) throws(OptionMistake) -> HeaderField {
    guard isAllowed else { throw OptionMistake(path, "this is no header field that an answer can have") }
    return self
  }

  /// A name and a value as HTTP has them, and none of those that follow from the body (RFC 9110, 5).
  private var isAllowed: Bool {
    let ofTheBody = ["content-length", "transfer-encoding", "connection"]
    return hasName && hasValue && !ofTheBody.contains(name.lowercased())
  }

  var hasName: Bool { HTTPToken.isValid(name) }

  var hasValue: Bool { value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
}
