/// A user of the directory, as far as signing in is concerned.
struct SignInUser: Sendable, Equatable {
  let token: TokenUser
  let isEnabled: Bool
  /// nil: any will do.
  let password: String?
  /// Grants that were given before do not count; nil: all do.
  let sessionsValidFrom: String?
}
