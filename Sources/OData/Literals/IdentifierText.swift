/// Ids of objects that need be no GUIDs.
package enum IdentifierText {
  /// A segment of a path can hold it: 1 to 255 characters, without `/`, control characters and blanks around them.
  package static func isValid(_ text: String) -> Bool {
    let hasControls = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    return (1...255).contains(text.count) && !text.contains("/") && !hasControls && text.first != " "
      && text.last != " "
  }

  /// Clients and paths take it for a key: `.` and `..` are steps of a URL, and what begins with `$` is a word of OData.
  package static func isKey(_ text: String) -> Bool { text != "." && text != ".." && text.first != "$" }
}
