extension IdentityEndpoint {
  /// The table of what the token service does (clients-and-auth 4).
  static let all: [IdentityEndpoint] =
    documents
    + [ProtocolVersion.first, .second].flatMap { version in
      [
        IdentityEndpoint("{tenant}/\(version.path)/token", version, TokenEndpoint.answer),
        IdentityEndpoint("{tenant}/\(version.path)/devicecode", version, DeviceCodeEndpoint.answer),
        IdentityEndpoint(
          "{tenant}/\(version.path)/authorize", version, isPage: true, AuthorizeEndpoint.answer),
        IdentityEndpoint("{tenant}/\(version.path)/logout", version, isPage: true, LogoutEndpoint.answer),
      ]
    } + [
      IdentityEndpoint("{tenant}/oauth2/deviceauth", .second, isPage: true, DevicePageEndpoint.answer),
      // The short address that people know.
      IdentityEndpoint("devicelogin", .second, isPage: true, DevicePageEndpoint.answer),
      IdentityEndpoint("error", .second, methods: ["GET"], isPage: true, ErrorExplanation.answer),
    ]

  private static let documents = [
    IdentityEndpoint(
      "{tenant}/v2.0/.well-known/openid-configuration", .second, methods: ["GET"], DiscoveryDocument.answer),
    IdentityEndpoint(
      "{tenant}/.well-known/openid-configuration", .first, methods: ["GET"], DiscoveryDocument.answer),
    IdentityEndpoint("{tenant}/discovery/v2.0/keys", .second, methods: ["GET"], KeyList.answer),
    IdentityEndpoint("{tenant}/discovery/keys", .first, methods: ["GET"], KeyList.answer),
    IdentityEndpoint("{tenant}/discovery/instance", .second, methods: ["GET"], InstanceDiscovery.answer),
    IdentityEndpoint("{tenant}/userrealm/{name}", .first, methods: ["GET"], UserRealm.answer),
  ]
}

extension TokenService {
  /// Whether a path is one of those below a tenant's name that the service answers, in small letters; what stands for any
  /// name, `*` or `{tenant}`, is one too.
  package static func isAuthorityPath(_ path: [Substring]) -> Bool {
    IdentityEndpoint.all.contains { $0.pattern.hasPrefix("{tenant}/") && $0.names(in: path) != nil }
  }
}
