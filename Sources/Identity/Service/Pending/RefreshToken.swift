/// With what an application gets the next token of a user, also for another resource than the one before.
struct RefreshToken: SealedGrant, Equatable {
  var grant: UserGrant

  static let kind = GrantSeal.Kind.refresh
  /// Ninety days without use.
  static let lifetime = 90 * 86_400
}
