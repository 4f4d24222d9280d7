import GraphStore

/// What a user has allowed an application, once.
struct UserGrant: Sendable, Equatable, Codable {
  var id: String
  var client: String
  var user: String
  /// The tenant's GUID that the user signed in for.
  var tenant: String
  var access: RequestedAccess
  /// Seconds since 1970, on the tenant's clock.
  var issued: Int
  /// How often the user had ended all sessions; nil in tokens that are older than the count.
  var endedSessions: Int?

  var start: SignInStart { SignInStart(seconds: issued, endedSessions: endedSessions) }
}

/// When a user has signed in.
struct SignInStart: Sendable, Equatable {
  /// Since 1970, on the tenant's clock.
  let seconds: Int
  /// How often the user had ended all sessions before; nil where nobody knows.
  let endedSessions: Int?

  /// Whether the user has ended all sessions since.
  ///
  /// - Parameter validFrom: when that was done last; nil: never.
  func isOver(for user: TokenUser, validFrom: Moment?) -> Bool {
    if let endedSessions, endedSessions < user.endedSessions { return true }
    return validFrom.map { $0.unixSeconds > seconds } ?? false
  }
}
