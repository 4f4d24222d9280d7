import GraphStore
import Planning

/// The permissions of a token, for rules that ask for some by name.
struct TokenRights: CallerRights {
  let held: PermissionSet
  let permissions: PermissionTable

  func includes(oneOf permissions: [String]) -> Bool {
    self.permissions.names.set(permissions).intersects(held)
  }
}

extension Caller.Rights {
  /// nil where nothing is said of them.
  func known(_ permissions: PermissionTable) -> TokenRights? {
    switch self {
    case .all: nil
    case .delegated(let held), .application(let held): TokenRights(held: held, permissions: permissions)
    }
  }
}
