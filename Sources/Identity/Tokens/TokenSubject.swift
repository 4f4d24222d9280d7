/// Who a token is about.
package enum TokenSubject: Sendable, Equatable {
  case user(TokenUser)
  /// An application by itself.
  ///
  /// - Parameter id: of its service principal.
  case application(id: String)
}

/// What tokens say of a user.
package struct TokenUser: Sendable, Equatable {
  package var id: String
  package var principalName: String
  package var displayName: String?
  package var givenName: String?
  package var surname: String?
  package var mail: String?
  package var isGuest: Bool
  /// Templates of the directory roles that the user has.
  package var roles: [String]
  /// Ids of the groups that the user is in, also through others.
  package var groups: [String]
  /// How often all sessions were ended; no token says it.
  package var endedSessions: Int

  package init(
    id: String, principalName: String, displayName: String? = nil, givenName: String? = nil,
    surname: String? = nil, mail: String? = nil, isGuest: Bool = false, roles: [String] = [],
    groups: [String] = [], endedSessions: Int = 0
  ) {
    self.id = id
    self.principalName = principalName
    self.displayName = displayName
    self.givenName = givenName
    self.surname = surname
    self.mail = mail
    self.isGuest = isGuest
    self.roles = roles
    self.groups = groups
    self.endedSessions = endedSessions
  }
}

/// The application that a token is given to.
package struct TokenClient: Sendable, Equatable {
  /// How it has shown who it is; the claim `appidacr`.
  package enum Proof: String, Sendable {
    case none = "0"
    case secret = "1"
    case certificate = "2"
  }

  package var id: String
  package var name: String?
  package var proof: Proof

  package init(id: String, name: String? = nil, proof: Proof = .none) {
    self.id = id
    self.name = name
    self.proof = proof
  }
}
