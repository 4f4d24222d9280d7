import EntityModel

/// What `Emulator.Derived` says of a value that follows from containments: `count microsoft.graph.mailFolder/messages but isRead`.
struct ContainmentValue {
  enum Kind: String { case count, any, container }

  let kind: Kind
  /// The type that has the navigation property.
  let type: StructuredType
  let navigation: NavigationProperty
  /// By what the contained object contains another one, whose value it is.
  let inner: NavigationProperty?
  /// Not the objects count, but what they have there: the members of an open value, or a text. A stored name.
  let property: String?
  /// Those do not count of which this property is true.
  let exception: String?

  /// nil for a text that says something else, and for one of what the model does not have.
  init?(_ text: String, _ model: EntityModel) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2 || words.count == 4 && words[2] == "but", let kind = Kind(rawValue: words[0])
    else { return nil }
    let names = words[1].split(separator: "/").map(String.init)
    guard names.count == 2 || names.count == 3, let type = model.type(names[0]),
      let navigation = type.navigationProperty(names[1])
    else { return nil }
    let contained = names.count == 3 ? model.type(navigation.target) : nil
    inner = kind == .container ? contained?.navigationProperty(names[2]) : nil
    property = kind == .container ? nil : contained?.property(names[2])?.storedName
    guard names.count == 2 || inner != nil || property != nil else { return nil }
    (self.kind, self.type, self.navigation) = (kind, type, navigation)
    exception = words.count == 4 ? words[3] : nil
  }
}
