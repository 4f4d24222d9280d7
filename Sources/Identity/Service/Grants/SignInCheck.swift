import GraphStore

/// Whether a user may sign in, or go on being signed in.
struct SignInCheck {
  let call: IdentityCall

  /// The user of a grant, who must be there, may sign in, and has not ended all sessions since.
  ///
  /// - Throws: `SignInFailure.userUnknown`, `.userDisabled`, `.sessionsEnded`.
  func user(_ id: String, since start: SignInStart?) throws -> TokenUser {
    guard let user = try call.directory({ try $0.user(id) }) else {
      throw SignInFailure.userUnknown(tenant: call.authority.id)
    }
    guard user.isEnabled else { throw SignInFailure.userDisabled }
    let validFrom = user.sessionsValidFrom.flatMap { Moment($0) }
    if let start, start.isOver(for: user.token, validFrom: validFrom) {
      throw SignInFailure.sessionsEnded(
        issued: Moment(unixSeconds: Int64(start.seconds)).seconds, validFrom: validFrom?.seconds ?? "")
    }
    return user.token
  }

  /// The user with that name and password; who has none in the directory may have any.
  ///
  /// - Throws: `SignInFailure.userUnknown`, `.passwordWrong`, `.userDisabled`.
  func user(named name: String, password: String) throws -> TokenUser {
    guard let user = try call.directory({ try $0.user(name) }) else {
      throw SignInFailure.userUnknown(tenant: call.authority.id)
    }
    if let expected = user.password, !SecretComparison.areEqual(password, expected) {
      throw SignInFailure.passwordWrong
    }
    guard user.isEnabled else { throw SignInFailure.userDisabled }
    return user.token
  }
}
