/// Members of a log line as one line of text, which nothing that a client sends can break in two.
package enum LogText {
  /// `method=GET path=/v1.0/users status=200`
  package static func line(_ members: [RequestLine.Member]) -> String {
    members.map { "\($0.name)=\(text($0.value))" }.joined(separator: " ")
  }

  private static func text(_ value: RequestLine.Member.Value) -> String {
    switch value {
    case .number(let number): String(number)
    case .nanoseconds(let nanoseconds): nanoseconds.milliseconds
    case .text(let text): field(text)
    }
  }

  /// In quotes where a reader could not tell where it ends.
  package static func field(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// A loop, since all of each line comes here.
  static func isPlain(_ text: String) -> Bool {
    text.withBytes { bytes in
      for byte in bytes where byte < 0x21 || byte > 0x7E || byte == 0x22 { return false }
      return !bytes.isEmpty
    }
  }

  private static func quoted(_ text: String) -> String { "\"" + escaped(text, quotes: true) + "\"" }

  /// Without characters that move a cursor or end a line.
  package static func escaped(_ text: String, quotes: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: { isHidden($0) || quotes && isQuote($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        if quotes, isQuote(scalar) { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "\\" }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
