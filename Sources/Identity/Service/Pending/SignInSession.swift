import HTTPMessages
import Tenants

/// That a browser's user has signed in, as a cookie of the browser says it.
struct SignInSession: SealedGrant, Equatable {
  let user: String
  /// Seconds since 1970, on the tenant's clock.
  let issued: Int
  /// How often the user had ended all sessions; nil in cookies that are older than the count.
  let endedSessions: Int?

  static let kind = GrantSeal.Kind.session
  static let lifetime = 86_400
  private static let cookie = "ESTSAUTH"

  init(of user: TokenUser, issued: Int) {
    self.user = user.id
    self.issued = issued
    endedSessions = user.endedSessions
  }

  var start: SignInStart { SignInStart(seconds: issued, endedSessions: endedSessions) }

  /// nil for a browser that nobody has signed in with, or too long ago.
  init?(of request: Request, in tenant: Tenant) {
    let cookies = request.headers.values(of: "cookie").flatMap { $0.split(separator: ";") }
    let values = cookies.compactMap { pair -> Substring? in
      let pair = pair.drop { $0 == " " }
      return pair.hasPrefix(Self.cookie + "=") ? pair.dropFirst(Self.cookie.count + 1) : nil
    }
    guard let session = values.lazy.compactMap({ Self(String($0), of: tenant) }).first,
      tenant.clock.now.unixSeconds < session.issued + Self.lifetime
    else { return nil }
    self = session
  }

  func header(for tenant: Tenant, isOverTLS: Bool) throws -> HeaderField {
    Self.header(try sealed(for: tenant), isOverTLS, "")
  }

  /// What ends a browser's session.
  static func ending(isOverTLS: Bool) -> HeaderField { header("", isOverTLS, "; Max-Age=0") }

  /// Frames of other sites ask for silent sign-ins, which only cookies over TLS can answer.
  private static func header(_ value: String, _ isOverTLS: Bool, _ end: String) -> HeaderField {
    let site = isOverTLS ? "; SameSite=None; Secure" : "; SameSite=Lax"
    return HeaderField("Set-Cookie", "\(cookie)=\(value); Path=/; HttpOnly\(site)\(end)")
  }
}
