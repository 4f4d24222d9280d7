/// A failure in the service's words (clients-and-auth 4.2).
struct ToldFailure: Equatable {
  let status: Int
  /// The word of OAuth 2.0.
  let error: String
  /// `50126` of `AADSTS50126`; nil for what has no number.
  let code: Int?
  let text: String
  let suberror: String?

  init(_ error: String, _ code: Int?, _ text: String, status: Int = 400, suberror: String? = nil) {
    self.status = status
    self.error = error
    self.code = code
    self.text = text
    self.suberror = suberror
  }
}

extension SignInFailure {
  var told: ToldFailure {
    switch self {
    // Of the request itself.
    case .parameterMissing(let name):
      ToldFailure(
        "invalid_request", 900_144,
        "The request body must contain the following parameter: '\(name)'.")
    case .parameterRepeated(let name):
      ToldFailure(
        "invalid_request", 9_002_313,
        "Invalid request. The parameter '\(name)' is given more than once.")
    case .malformed:
      ToldFailure(
        "invalid_request", 9_002_313,
        "Invalid request. Request is malformed or invalid.")
    case .tooLarge:
      ToldFailure(
        "invalid_request", 90_015,
        "Request is too large.", status: 413)
    case .methodNotAllowed:
      ToldFailure(
        "invalid_request", 900_561,
        "The endpoint does not accept this request's method.", status: 405)
    case .valueUnsupported(let parameter, let value):
      ToldFailure(
        "invalid_request", 90_023,
        "The value '\(value)' of the parameter '\(parameter)' is not supported.")
    // Of tenants.
    case .tenantUnknown(let name):
      ToldFailure(
        "invalid_request", 90_002,
        "Tenant '\(name)' not found. Check to make sure you have the correct tenant ID and "
          + "are signing into the correct cloud. Check with your subscription administrator, this "
          + "may happen if there are no active subscriptions for the tenant.")
    case .tenantsDiffer(let one, let other):
      // The service knows nothing of the kind, and has no number for it.
      ToldFailure(
        "invalid_request", nil,
        "The request is for two tenants, '\(one)' and '\(other)': its port, its header and its path must name the same."
      )
    case .authorityForeign:
      ToldFailure(
        "invalid_instance", 50_049,
        "Unknown or invalid instance.")
    // Of applications.
    case .clientUnknown(let id, let tenant):
      ToldFailure(
        "unauthorized_client", 700_016,
        "Application with identifier '\(id)' was not found in the directory '\(tenant)'. This "
          + "can happen if the application has not been installed by the administrator of the "
          + "tenant or consented to by any user in the tenant. You may have sent your "
          + "authentication request to the wrong tenant.")
    case .clientNamedTwice:
      ToldFailure(
        "invalid_request", 9_002_313,
        "Invalid request. The client of the Authorization header is not the one of "
          + "'client_id'.")
    case .secretWrong(let client):
      ToldFailure(
        "invalid_client", 7_000_215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the "
          + "client secret value, not the client secret ID, for a secret added to app "
          + "'\(client)'.", status: 401)
    case .secretExpired(let client):
      ToldFailure(
        "invalid_client", 7_000_222,
        "The provided client secret keys for app '\(client)' are expired. Add new keys for it, or consider "
          + "certificate credentials for added security.", status: 401)
    case .credentialMissing(let grant):
      ToldFailure(
        "invalid_client", 7_000_216,
        "'client_assertion', 'client_secret' or 'request' is required for the '\(grant)' "
          + "grant type.", status: 401)
    case .secretMissing:
      ToldFailure(
        "invalid_client", 7_000_218,
        "The request body must contain the following parameter: 'client_assertion' or "
          + "'client_secret'.", status: 401)
    case .clientIsPublic:
      ToldFailure(
        "invalid_client", 700_025,
        "Client is public so neither 'client_assertion' nor 'client_secret' should be "
          + "presented.", status: 401)
    case .assertionMalformed:
      ToldFailure(
        "invalid_client", 50_027,
        "JWT token is invalid or malformed.", status: 401)
    case .assertionBadlySigned:
      ToldFailure(
        "invalid_client", 700_027,
        "The certificate with identifier used to sign the client assertion is not registered "
          + "on application, or the client assertion failed signature validation.", status: 401)
    case .assertionOfOther:
      ToldFailure(
        "invalid_client", 700_021,
        "Client assertion application identifier doesn't match 'client_id' parameter.", status: 401)
    case .assertionOutOfTime:
      ToldFailure(
        "invalid_client", 700_024,
        "Client assertion is not within its valid time range.", status: 401)
    case .assertionForOther:
      ToldFailure(
        "invalid_client", 700_023,
        "Client assertion audience claim does not match Realm issuer.", status: 401)
    case .federationUnknown(let audience):
      ToldFailure(
        "invalid_client", 700_212,
        "No matching federated identity record found for presented assertion audience "
          + "'\(audience)'.", status: 401)
    // Of scopes.
    case .scopeMalformed(let scope):
      ToldFailure(
        "invalid_scope", 70_011,
        "The provided request must include a 'scope' input parameter. The provided value for "
          + "the input parameter 'scope' is not valid. The scope \(scope) is not valid.")
    case .scopeNeedsDefault(let scope):
      ToldFailure(
        "invalid_scope", 1_002_012,
        "The provided value for scope \(scope) is not valid. Client credential flows must "
          + "have a scope value with /.default suffixed to the resource identifier (application "
          + "ID URI).")
    case .resourcesMixed(let scope):
      ToldFailure(
        "invalid_scope", 28_000,
        "Provided value for the input parameter scope is not valid because it contains more "
          + "than one resource. Scope \(scope) is not valid.")
    case .consentMissing(let client, let name):
      ToldFailure(
        "invalid_grant", 65_001,
        "The user or administrator has not consented to use the application with ID "
          + "'\(client)' named '\(name)'. Send an interactive authorization request for this user "
          + "and resource.", suberror: "consent_required")
    // Of users.
    case .userUnknown(let tenant):
      ToldFailure(
        "invalid_grant", 50_034,
        "The user account {EUII Hidden} does not exist in the \(tenant) directory. To sign "
          + "into this application, the account must be added to the directory.")
    case .passwordWrong:
      ToldFailure(
        "invalid_grant", 50_126,
        "Error validating credentials due to invalid username or password.")
    case .userDisabled:
      ToldFailure(
        "invalid_grant", 50_057,
        "The user account is disabled.")
    // Of grants.
    case .grantUnsupported(let grant):
      ToldFailure(
        "unsupported_grant_type", 70_003,
        "The app requested an unsupported grant type '\(grant)'.")
    case .grantMalformed:
      ToldFailure(
        "invalid_grant", 9_002_313,
        "Invalid request. Request is malformed or invalid.")
    case .grantOfOther:
      ToldFailure(
        "invalid_grant", 70_000,
        "Provided grant is invalid or malformed.")
    case .codeExpired:
      ToldFailure(
        "invalid_grant", 70_008,
        "The provided authorization code or refresh token has expired due to inactivity. Send "
          + "a new interactive authorization request for this user and resource.")
    case .codeSpent:
      ToldFailure(
        "invalid_grant", 54_005,
        "OAuth2 Authorization code was already redeemed, please retry with a new valid code "
          + "or use an existing refresh token.")
    case .refreshSpent:
      ToldFailure(
        "invalid_grant", 70_000,
        "Provided grant is invalid or malformed. The refresh token was redeemed before; its "
          + "successor is to be used.")
    case .refreshExpired(let issued):
      ToldFailure(
        "invalid_grant", 700_082,
        "The refresh token has expired due to inactivity. The token was issued on \(issued) "
          + "and was inactive for 90.00:00:00.")
    case .sessionsEnded(let issued, let validFrom):
      ToldFailure(
        "invalid_grant", 50_173,
        "The provided grant has expired due to it being revoked, a fresh auth token is "
          + "needed. The user might have changed or reset their password. The grant was issued on "
          + "'\(issued)' and the TokensValidFrom date (before which tokens are not valid) for "
          + "this user is '\(validFrom)'.")
    case .replyAddressOther(let given, let asked):
      ToldFailure(
        "invalid_client", 500_112,
        "The reply address '\(given)' does not match the reply address '\(asked)' provided "
          + "when requesting Authorization code.", status: 401)
    case .verifierMissing:
      ToldFailure(
        "invalid_grant", 50_148,
        "The code_verifier does not match the code_challenge supplied in the authorization "
          + "request for PKCE.")
    case .verifierWrong:
      ToldFailure(
        "invalid_grant", 501_481,
        "The Code_Verifier does not match the code_challenge supplied in the authorization "
          + "request.")
    case .userTokenBadlySigned:
      ToldFailure(
        "invalid_grant", 50_013,
        "Assertion failed signature validation.")
    case .userTokenOutOfTime:
      ToldFailure(
        "invalid_grant", 500_133,
        "Assertion is not within its valid time range. Ensure that the access token is not "
          + "expired before using it for user assertion, or request a new token.")
    case .userTokenForOther:
      ToldFailure(
        "invalid_grant", 500_131,
        "Assertion audience does not match the Client app presenting the assertion. The "
          + "audience in the assertion was not the client's own.")
    // Of devices.
    case .devicePending:
      ToldFailure(
        "authorization_pending", 70_016,
        "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
    case .deviceCodeUnknown:
      ToldFailure(
        "bad_verification_code", 70_018,
        "Error validating the device code: it is not valid.")
    case .deviceCodeExpired:
      ToldFailure(
        "expired_token", 70_020,
        "The provided value for the input parameter 'device_code' is not valid. This device "
          + "code has expired.")
    case .deviceDeclined:
      ToldFailure(
        "authorization_declined", nil,
        "The user declined the sign-in of the device.")
    case .userCodeUnknown:
      ToldFailure(
        "bad_verification_code", 70_018,
        "That code didn't work. Check the code and try again.")
    // Of sign-in pages.
    case .redirectUnknown(let address, let client):
      ToldFailure(
        "invalid_request", 50_011,
        "The redirect URI '\(address)' specified in the request does not match the redirect "
          + "URIs configured for the application '\(client)'. Make sure the redirect URI sent in "
          + "the request matches one added to your application in the Azure portal.")
    case .challengeMalformed:
      ToldFailure(
        "invalid_request", 501_491,
        "Invalid size of Code_Challenge parameter.")
    case .responseModeUnfit(let mode):
      ToldFailure(
        "invalid_request", 70_007,
        "'\(mode)' is not a supported value of 'response_mode' when requesting a token.")
    case .signInNeeded:
      ToldFailure(
        "login_required", 50_058,
        "A silent sign-in request was sent but no user is signed in.")
    case .signInDeclined:
      ToldFailure(
        "access_denied", 65_004,
        "User declined to consent to access the app.")
    }
  }
}
