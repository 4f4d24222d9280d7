import GraphStore

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

  func names(_ entity: Entity) -> Bool {
    entity.id.lowercased() == key || entity.string("userPrincipalName")?.lowercased() == key
  }
}
