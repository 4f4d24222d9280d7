/// What names of methods and of header fields are made of (RFC 9110, 5.6.2).
package enum HTTPToken {
  /// What one may hold beside letters and digits.
  package static let signs = "!#$%&'*+-.^_`|~"

  package static func isValid(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isByte) }

  package static func isByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: signs.utf8.contains(byte)
    }
  }
}
