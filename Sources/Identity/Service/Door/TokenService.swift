import JSON
package import GraphStore
package import HTTPMessages
package import Logging
package import Observing
package import Tenants

/// The front door for whoever signs in: tokens, keys and sign-in pages, as `login.microsoftonline.com` has them.
package struct TokenService: Sendable {
  private let parts: ServiceParts
  private let access: IdentityAccess
  private let isStrict: Bool
  private let logger: Logger
  /// First segments that are Graph's.
  private let reserved: [String]

  /// - Parameters:
  ///   - verifier: of tokens that are shown here.
  ///   - principals: how the tenants' workloads call who signs in.
  ///   - permissions: what clients get that ask for all of them.
  ///   - wall: the machine's clock, which clients sign by.
  ///   - isStrict: whoever asks for more than a sign-in shows a token that was issued here.
  ///   - reserved: what no tenant is called, since Graph's own paths begin with it.
  package init(
    tenants: TenantRegistry, issuer: TokenIssuer, verifier: TokenVerifier, principals: PrincipalNames,
    organizations: KnownOrganizations,
    permissions: @escaping @Sendable () -> GrantablePermissions,
    identifiers: IdentifierSource, wall: @escaping @Sendable () -> Moment, reserved: [String],
    hosts: ServedHosts, origins: AllowedOrigins, isStrict: Bool, logger: Logger
  ) {
    parts = ServiceParts(
      tenants: tenants, issuer: issuer, verifier: verifier, principals: principals, permissions: permissions,
      identifiers: identifiers, wall: wall, spent: SpentGrants(), devices: DeviceCodes(),
      organizations: organizations)
    access = IdentityAccess(hosts: hosts, fields: CrossOriginFields(origins))
    self.reserved = reserved
    self.isStrict = isStrict
    self.logger = logger
  }

  /// Answers requests for the token service's paths; nil for all others.
  ///
  /// - Parameters:
  ///   - limit: how long the work may go on.
  ///   - notes: that it is one of these requests, which tenant it is about, and why it was refused, is noted there.
  package func respond(
    to request: Request, limit: RequestLimit = .none, notes: RequestNotes? = nil
  ) -> Response? {
    guard let place = place(of: request) else { return nil }
    // Whatever is asked here takes longer than to be handed over.
    guard !limit.isTrial else { return Response(status: 503, delivery: .elsewhere) }
    notes?.note(door: .signIn)
    return named(access.respond(to: request) { answer(to: request, at: place, limit, notes) }, request)
  }

  // MARK: Places

  private enum Place {
    case endpoint(IdentityEndpoint, tenant: Substring, name: Substring)
    case userInfo
    case resourceManager(path: String)

    var isPage: Bool {
      switch self {
      case .endpoint(let endpoint, _, _): endpoint.isPage
      case .userInfo, .resourceManager: false
      }
    }
  }

  private func place(of request: Request) -> Place? {
    guard !isReserved(request.target) else { return nil }
    let path = request.target.prefix { $0 != "?" && $0 != "#" }
    let segments = path.split(separator: "/")
    if HostName(request.headers[name: "host"] ?? "")?.text == ResourceManager.host {
      return .resourceManager(path: String(path))
    }
    for endpoint in IdentityEndpoint.all {
      if let names = endpoint.names(in: segments) {
        return .endpoint(endpoint, tenant: names.tenant, name: names.name)
      }
    }
    let words = segments.map { $0.lowercased() }
    let isUserInfo =
      words == ["oidc", "userinfo"] || words.count == 3 && words.suffix(2) == ["openid", "userinfo"]
    return isUserInfo ? .userInfo : nil
  }

  /// Nearly every request is Graph's, and should be seen as such at once.
  private func isReserved(_ target: String) -> Bool {
    let bytes = target.utf8.drop { $0 == UInt8(ascii: "/") }
    let first = bytes.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return reserved.contains { name in
      name.utf8.count == first.count && zip(name.utf8, first).allSatisfy { $0 == ($1 | 0x20) || $0 == $1 }
    }
  }

  // MARK: Answers

  private func answer(to request: Request, at place: Place, _ limit: RequestLimit, _ notes: RequestNotes?)
    -> Response
  {
    do {
      try limit.checkWhileWaiting()
      let authorities = AuthorityLookup(
        tenants: parts.tenants, organizations: parts.organizations, limit: limit,
        stated: request.tenantNames, notes: notes)
      try authorities.checkStated()
      switch place {
      case .endpoint(let endpoint, let tenant, let name):
        let call = try call(request, endpoint, tenant, name, authorities)
        return try endpoint.answer(call)
      case .userInfo: return try UserInfo(request: request, parts: parts, authorities: authorities).response()
      case .resourceManager(let path):
        let check = BearerCheck(request: request, verifier: parts.verifier, authorities: authorities)
        return try ResourceManager(authority: authorities.authority, check: isStrict ? check : nil)
          .response(to: request, path: path) ?? Self.nothing
      }
    } catch {
      return FailureTelling(request: request, parts: parts, notes: notes, logger: logger).response(
        to: error, isPage: place.isPage)
    }
  }

  private func call(
    _ request: Request, _ endpoint: IdentityEndpoint, _ tenant: Substring, _ name: Substring,
    _ authorities: AuthorityLookup
  ) throws -> IdentityCall {
    guard endpoint.methods.contains(request.method) else {
      throw SignInFailure.methodNotAllowed(allowed: endpoint.methods.joined(separator: ", "))
    }
    guard let tenant = PercentCoding.segmentText(tenant), let name = PercentCoding.segmentText(name) else {
      throw SignInFailure.malformed
    }
    let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return IdentityCall(
      request: request, parts: parts, origin: ServiceOrigin(of: request),
      authority: try authorities.authority(tenant), version: endpoint.version, pathName: name,
      query: try FormParameters(query), limit: authorities.limit, notes: authorities.notes)
  }

  private static var nothing: Response {
    IdentityAnswer.json(
      ["error": ["code": "ResourceNotFound", "message": "The resource manager is not imitated."]], status: 404
    )
  }

  /// Every answer has an id, and the client's own.
  private func named(_ response: Response, _ request: Request) -> Response {
    var response = response
    response.headers.append(HeaderField("x-ms-request-id", parts.identifiers.guid()))
    if let id = request.headers[name: "client-request-id"], id.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      response.headers.append(HeaderField("client-request-id", id))
    }
    return response
  }
}
