/// What kind of bytes something is: `image/png`, `text/plain; charset="utf-8"` (RFC 9110, 8.3.1).
package struct MediaType: Sendable, Hashable {
  /// As it was written.
  package let text: String

  /// nil for what is none.
  package init?(_ text: String) {
    var reader = MediaTypeReader(rest: text.utf8[...])
    guard reader.readsAll() else { return nil }
    self.text = text
  }

  private init(known text: String) { self.text = text }

  /// Of bytes that nobody says anything of.
  package static let anyBytes = MediaType(known: "application/octet-stream")
}

extension RequestHeaders {
  /// What the body is said to be; nil where nothing is said of it, or what is no media type.
  package var mediaType: MediaType? { self[name: "content-type"].flatMap(MediaType.init) }
}

/// Goes over a media type from left to right.
private struct MediaTypeReader {
  var rest: Substring.UTF8View

  mutating func readsAll() -> Bool {
    guard readToken(), read("/"), readToken() else { return false }
    while !rest.isEmpty { guard readParameter() else { return false } }
    return true
  }

  /// `; charset="utf-8"`; there may be nothing behind the semicolon.
  private mutating func readParameter() -> Bool {
    skipBlanks()
    guard read(";") else { return false }
    skipBlanks()
    if rest.isEmpty || rest.first == UInt8(ascii: ";") { return true }
    guard readToken(), read("=") else { return false }
    return read("\"") ? readToEndOfQuotes() : readToken()
  }

  private mutating func readToken() -> Bool {
    let end = rest.firstIndex { !HTTPToken.isByte($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return end > rest.startIndex
  }

  private mutating func readToEndOfQuotes() -> Bool {
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"):
        guard let next = rest.popFirst(), Self.isText(next) else { return false }
      default: guard Self.isText(byte) else { return false }
      }
    }
    return false
  }

  /// Everything but control characters.
  private static func isText(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t") || byte >= 0x20 && byte != 0x7F
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private mutating func read(_ sign: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest.removeFirst()
    return true
  }
}
