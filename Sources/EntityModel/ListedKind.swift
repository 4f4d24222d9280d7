/// What `Emulator.Lists` says of a collection: its lists have those objects alone of which a property has a text, or nothing.
package struct ListedKind: Sendable, Equatable {
  package let property: String
  package let text: String

  /// `parentFolderId contacts`
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2 else { return nil }
    (property, self.text) = (String(words[0]), String(words[1]))
  }

  /// How it is written.
  static let form = "'PROPERTY TEXT'"
}
