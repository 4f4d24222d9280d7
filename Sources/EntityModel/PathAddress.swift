/// What `Emulator.ByPath` says of a type: what a path between two colons means after an object of it, or after a key.
package enum PathAddress: Sendable, Equatable {
  /// Each name in it is one of an object further down: one that the navigation property of the object before holds, and
  /// whose property has that value.
  case names(navigation: String, property: String)
  /// With the key in front it is a URL, which the property has.
  case url(property: String)

  /// `children by name`, `webUrl`
  init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    switch parts.count {
    case 1: self = .url(property: parts[0])
    case 3 where parts[1] == "by": self = .names(navigation: parts[0], property: parts[2])
    default: return nil
    }
  }

  /// By which objects are found.
  package var property: String {
    switch self {
    case .names(_, let property), .url(let property): property
    }
  }
}
