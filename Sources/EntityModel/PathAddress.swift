/// What `Emulator.ByPath` says of a type: what a path between two colons means after an object of it, or after a key.
package enum PathAddress: Sendable, Equatable {
  /// Each name in it is one of an object further down: one that the navigation property of the object before holds, and
  /// whose property has that value. What bytes are put below is made where it is missing, with an empty value in a third
  /// property; nil: it has to be there.
  case names(navigation: String, property: String, container: String?)
  /// With the key in front it is a URL, which the property has.
  case url(property: String)

  /// `children by name`, `children by name folder`, `webUrl`
  init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    switch parts.count {
    case 1: self = .url(property: parts[0])
    case 3...4 where parts[1] == "by":
      self = .names(
        navigation: parts[0], property: parts[2], container: parts.count == 4 ? parts[3] : nil)
    default: return nil
    }
  }

  /// By which objects are found.
  package var property: String {
    switch self {
    case .names(_, let property, _), .url(let property): property
    }
  }
}
