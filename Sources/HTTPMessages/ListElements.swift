/// An element of a field that is a list: `odata.maxpagesize=5`, `text/plain;q=0.9`.
package struct ListElement: Sendable, Equatable {
  /// In lower case.
  package let name: String
  /// What follows `=`, without its quotes.
  package let value: String?
  /// What follows `;`, names in lower case.
  package let parameters: [Parameter]

  package struct Parameter: Sendable, Equatable {
    package let name: String
    package let value: String?
  }

  /// The value of the first parameter of that name.
  package func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// How much the element is wanted, from 0 for not at all to 1, which is what no or a wrong `q` says.
  package var quality: Double {
    guard let text = parameter("q"), let quality = Double(text), (0...1).contains(quality) else { return 1 }
    return quality
  }
}

/// Reads fields that are lists separated by commas (RFC 9110, 5.6.1).
package enum ListElements {
  /// `return=minimal, a="x, y";p=1` as two elements; empty elements are passed over.
  package static func of(_ field: String) -> [ListElement] {
    split(field, at: ",").compactMap(element)
  }

  private static func element(_ text: Substring) -> ListElement? {
    let parts = split(String(text), at: ";").map(pair)
    guard let first = parts.first, !first.name.isEmpty else { return nil }
    return ListElement(
      name: first.name, value: first.value,
      parameters: parts.dropFirst().map { ListElement.Parameter(name: $0.name, value: $0.value) })
  }

  private static func pair(_ text: Substring) -> (name: String, value: String?) {
    guard let equals = text.firstIndex(of: "=") else { return (trimmed(text).lowercased(), nil) }
    let value = trimmed(text[text.index(after: equals)...])
    return (trimmed(text[..<equals]).lowercased(), unquoted(value))
  }

  /// At the separators that stand outside quotes.
  private static func split(_ text: String, at separator: Character) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        pieces.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    return pieces + [text[start...]]
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  /// `"a\"b"` as `a"b`.
  private static func unquoted(_ text: Substring) -> String {
    guard text.count > 1, text.first == "\"", text.last == "\"" else { return String(text) }
    var result = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      result.append(character)
      isEscaped = false
    }
    return result
  }
}
