import GraphStore
import OData

/// A user or device as settings and annotations name it: `users/{id or userPrincipalName}`.
struct PrincipalReference: Sendable {
  let key: String
  /// What it is looked for in: `users`; nil for an id or a name alone.
  private let set: String?

  init(_ path: String) {
    let segments = path.split(separator: "/").map(String.init)
    let last = segments.last ?? path
    guard last.hasSuffix("')"), let quote = last.firstIndex(of: "'") else {
      key = last.lowercased()
      set = segments.dropLast().last?.lowercased()
      return
    }
    key = last[last.index(after: quote)...].dropLast(2).lowercased()
    set = last.prefix { $0 != "(" }.lowercased()
  }

  /// There could be a user or a device of that id or sign-in name.
  var isPossible: Bool {
    let mayHoldUnits = set.map(["users", "devices", "directoryobjects"].contains) ?? true
    return mayHoldUnits && (Guid.isValid(key.utf8) || key.contains("@"))
  }

  func names(_ entity: Entity) -> Bool {
    entity.id.lowercased() == key || entity.string("userPrincipalName")?.lowercased() == key
  }
}
