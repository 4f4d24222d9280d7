/// The scopes of a request (clients-and-auth 4.2): permissions of one resource, and those of OpenID Connect.
struct RequestedScopes: Sendable, Equatable {
  enum OpenID: String, Sendable, CaseIterable {
    case openid, profile, email
    case offlineAccess = "offline_access"
  }

  /// As they were written, without `offline_access`.
  private(set) var written: [String] = []
  private(set) var openID: Set<OpenID> = []
  private(set) var resource = RequestedResource.graph
  /// Permissions of the resource that were named.
  private(set) var names: [String] = []
  /// The same, to find one of many at once.
  private var knownNames: Set<String> = []
  /// All that the application may have of it.
  private(set) var isDefault = false
  private var isResourceKnown = false

  /// - Parameter client: whose own id stands for its own tokens.
  /// - Throws: `SignInFailure.scopeMalformed`, `.resourcesMixed`.
  init(_ text: String, client: String) throws(SignInFailure) {
    for scope in text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init) {
      guard scope.utf8.allSatisfy(Self.isScopeByte) else { throw .scopeMalformed(scope) }
      if let known = OpenID(rawValue: scope.lowercased()) {
        openID.insert(known)
        if known != .offlineAccess { written.append(scope) }
      } else {
        written.append(scope)
        try add(ScopeName(scope, client: client), of: text)
      }
    }
  }

  /// Of an endpoint of the first generation: all of a resource.
  init(resource: String?, scope: String?, client: String) throws(SignInFailure) {
    let openID = try RequestedScopes(scope ?? "", client: client).openID
    self.openID = openID.union([.openid, .profile, .offlineAccess])
    self.resource = resource.map { RequestedResource(text: $0) } ?? .graph
    isDefault = true
    isResourceKnown = true
  }

  mutating func insert(_ scopes: Set<OpenID>) { openID.formUnion(scopes) }

  private mutating func add(_ name: ScopeName, of text: String) throws(SignInFailure) {
    guard !isResourceKnown || resource == name.resource else { throw .resourcesMixed(text) }
    (resource, isResourceKnown) = (name.resource, true)
    switch name.permission {
    case nil: break
    case ".default"?: isDefault = true
    case let permission?: if knownNames.insert(permission).inserted { names.append(permission) }
    }
  }

  /// `scope-token` of RFC 6749, section 3.3.
  private static func isScopeByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}

/// One scope: `User.Read`, `https://graph.microsoft.com//.default`, `api://{client}/read`, `{client}`.
private struct ScopeName {
  let resource: RequestedResource
  /// nil: none is named.
  let permission: String?

  init(_ text: String, client: String) {
    if text.lowercased() == client.lowercased() {
      (resource, permission) = (RequestedResource(text: text), nil)
    } else if let slash = text.lastIndex(of: "/") {
      resource = RequestedResource(text: String(text[..<slash]))
      permission = String(text[text.index(after: slash)...])
    } else {
      (resource, permission) = (.graph, text)
    }
  }
}
