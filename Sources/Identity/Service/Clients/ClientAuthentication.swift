/// Whether an application is the one that it says it is.
struct ClientAuthentication {
  let call: IdentityCall

  /// The application of a grant that a user stands behind: a public one needs no credential.
  ///
  /// - Throws: `SignInFailure`
  func client(of form: FormParameters) throws -> Client {
    let claimed = try ClaimedClient(call.request, form)
    let client = try ClientLookup(call: call).client(claimed.id)
    if case .none = claimed.credential, client.registration.map({ !$0.isPublic }) ?? false {
      throw SignInFailure.secretMissing
    }
    return try checked(client, claimed.credential)
  }

  /// The application of a grant that it has by itself.
  ///
  /// - Throws: `SignInFailure`
  func confidentialClient(of form: FormParameters, grant: String) throws -> Client {
    let claimed = try ClaimedClient(call.request, form)
    let client = try ClientLookup(call: call).client(claimed.id)
    if client.registration?.isPublic == true { throw SignInFailure.clientIsPublic }
    if case .none = claimed.credential { throw SignInFailure.credentialMissing(grant: grant) }
    return try checked(client, claimed.credential)
  }

  private func checked(_ client: Client, _ credential: ClientCredential) throws(SignInFailure) -> Client {
    var client = client
    switch credential {
    case .none: return client
    case .secret(let secret):
      try check(secret, of: client)
      client.proof = .secret
    case .assertion(let token):
      try refusePublic(client)
      // Who is listed with a secret alone shows that.
      if client.registration?.hasSecretAlone == true { throw .assertionBadlySigned }
      try ClientAssertion(token: token, client: client, call: call).check()
      client.proof = .certificate
    }
    return client
  }

  private func check(_ secret: String, of client: Client) throws(SignInFailure) {
    try refusePublic(client)
    guard let registration = client.registration, !registration.takesAnyCredential else { return }
    if Self.holds(registration.secrets, secret) { return }
    throw Self.holds(registration.expiredSecrets, secret)
      ? .secretExpired(client: client.id) : .secretWrong(client: client.id)
  }

  /// Looks at all of them, whichever it is.
  private static func holds(_ secrets: [String], _ secret: String) -> Bool {
    secrets.map { SecretComparison.areEqual(secret, $0) }.contains(true)
  }

  private func refusePublic(_ client: Client) throws(SignInFailure) {
    if client.registration?.isPublic == true { throw .clientIsPublic }
  }
}
