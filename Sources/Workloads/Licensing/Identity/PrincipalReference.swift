import GraphStore
import OData

/// A user or device as settings and annotations name it: `users/{id or userPrincipalName}`.
struct PrincipalReference: Sendable {
  let key: String

  init(_ path: String) {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    guard last.hasSuffix("')"), let quote = last.firstIndex(of: "'") else {
      key = last.lowercased()
      return
    }
    key = last[last.index(after: quote)...].dropLast(2).lowercased()
  }

  /// There could be a principal of that id or sign-in name.
  var isPossible: Bool { Guid.isValid(key.utf8) || key.contains("@") }

  func names(_ entity: Entity) -> Bool {
    entity.id.lowercased() == key || entity.string("userPrincipalName")?.lowercased() == key
  }
}
