import GraphStore

/// Who asks.
enum Principal: Sendable, Equatable {
  /// A user, by id or name; nil for the signed-in user of the tenant's settings.
  case user(id: String?)
  /// An application by itself.
  case application(id: String?)
}

extension Principal {
  /// What a statement that asks for the caller gets.
  var parameter: SQLValue {
    switch self {
    case .user(let id): .text(id ?? "")
    case .application: .null
    }
  }
}
