/// Why the token service refuses a request; `SignInFailure+Telling` has the words.
enum SignInFailure: Error, Sendable, Equatable {
  // The request itself.
  case parameterMissing(String)
  case parameterRepeated(String)
  case malformed
  case tooLarge
  case methodNotAllowed(allowed: String)
  case valueUnsupported(parameter: String, value: String)
  // Tenants.
  case tenantUnknown(String)
  case tenantsDiffer(String, String)
  case authorityForeign
  // Applications.
  case clientUnknown(id: String, tenant: String)
  case clientNamedTwice
  case secretWrong(client: String)
  case secretExpired(client: String)
  case credentialMissing(grant: String)
  case secretMissing
  case clientIsPublic
  case assertionMalformed
  case assertionBadlySigned
  case assertionOfOther
  case assertionOutOfTime
  case assertionForOther
  case federationUnknown(audience: String)
  // Scopes.
  case scopeMalformed(String)
  case scopeNeedsDefault(String)
  case resourcesMixed(String)
  case consentMissing(client: String, name: String)
  // Users.
  case userUnknown(tenant: String)
  case passwordWrong
  case userDisabled
  // Grants.
  case grantUnsupported(String)
  case grantMalformed
  case grantOfOther
  case codeExpired
  case codeSpent
  case refreshSpent
  case refreshExpired(issued: String)
  case sessionsEnded(issued: String, validFrom: String)
  case replyAddressOther(given: String, asked: String)
  case verifierMissing
  case verifierWrong
  case userTokenBadlySigned
  case userTokenOutOfTime
  case userTokenForOther
  // Devices.
  case devicePending
  case deviceCodeUnknown
  case deviceCodeExpired
  case deviceDeclined
  case userCodeUnknown
  // Pages.
  case redirectUnknown(String, client: String)
  case challengeMalformed
  case responseModeUnfit(String)
  case signInNeeded
  case signInDeclined
}
