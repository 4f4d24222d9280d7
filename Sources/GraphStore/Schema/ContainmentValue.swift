import EntityModel

/// What `Emulator.Derived` says of a value that follows from containments: `count microsoft.graph.mailFolder/messages but isRead`.
struct ContainmentValue {
  enum Kind: String { case count, any, container }

  let kind: Kind
  /// The type that has the navigation property.
  let type: StructuredType
  let navigation: NavigationProperty
  /// Those do not count of which this property is true.
  let exception: String?

  /// nil for a text that says something else, and for one of what the model does not have.
  init?(_ text: String, _ model: EntityModel) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2 || words.count == 4 && words[2] == "but", let kind = Kind(rawValue: words[0]),
      let slash = words[1].lastIndex(of: "/"), let type = model.type(String(words[1][..<slash])),
      let navigation = type.navigationProperty(String(words[1][words[1].index(after: slash)...]))
    else { return nil }
    (self.kind, self.type, self.navigation) = (kind, type, navigation)
    exception = words.count == 4 ? words[3] : nil
  }
}
