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

  /// Its name is a token.
  var hasName: Bool { !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte) }

  var hasValue: Bool { value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }

  /// What a name may hold beside letters and digits.
  static let signs = "!#$%&'*+-.^_`|~"

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: signs.utf8.contains(byte)
    }
  }
}
