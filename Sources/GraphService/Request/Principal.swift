/// Who asks.
enum Principal: Sendable, Equatable {
  /// A user, by id; nil for the signed-in user of the tenant's settings.
  case user(id: String?)
  /// An application by itself.
  case application(id: String?)
}
