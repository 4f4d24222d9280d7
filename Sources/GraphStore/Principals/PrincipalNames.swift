/// What a workload calls the objects that sign in, and where it keeps what tokens say of them.
package struct PrincipalNames: Sendable {
  /// Qualified type of users; its `KeyAlias` is the property that they sign in by.
  package var user: String
  package var displayName: String
  package var givenName: String
  package var surname: String
  package var mail: String
  /// False of users that may not sign in.
  package var isEnabled: String
  /// Says that a user is a guest, by having that value.
  package var kind: (property: String, guest: String)
  /// The member of a property that is the password.
  package var password: (property: String, member: String)
  /// From when on grants count.
  package var sessionsValidFrom: String
  /// On a user: how often all sessions were ended, since moments are told apart by the second.
  package var endedSessions: String
  /// The link from a user to the groups and roles that it is in, also through others.
  package var memberships: String
  package var group: String
  /// Qualified type of directory roles, and the property that names a role's template.
  package var role: (type: String, template: String)
  /// Qualified type of what stands for an application in the tenant, and the property that has the application's id.
  package var application: (type: String, clientID: String)
  package var organization: (type: String, displayName: String)
  /// The property with the organization's domains, and the member of each that names it.
  package var domains: (property: String, name: String)
  /// On an organization that any tenant id or domain is taken for.
  package var openMark: String
  /// What is registered under an application's id; nil: nothing is.
  package var registered: @Sendable (_ id: String, WriteTransaction) throws -> RegisteredApplication?

  package init(
    user: String, displayName: String, givenName: String, surname: String, mail: String, isEnabled: String,
    kind: (property: String, guest: String), password: (property: String, member: String),
    sessionsValidFrom: String, endedSessions: String, memberships: String, group: String,
    role: (type: String, template: String),
    application: (type: String, clientID: String), organization: (type: String, displayName: String),
    domains: (property: String, name: String), openMark: String,
    registered: @escaping @Sendable (_ id: String, WriteTransaction) throws -> RegisteredApplication?
  ) {
    self.registered = registered
    self.user = user
    self.displayName = displayName
    self.givenName = givenName
    self.surname = surname
    self.mail = mail
    self.isEnabled = isEnabled
    self.kind = kind
    self.password = password
    self.sessionsValidFrom = sessionsValidFrom
    self.endedSessions = endedSessions
    self.memberships = memberships
    self.group = group
    self.role = role
    self.application = application
    self.organization = organization
    self.domains = domains
    self.openMark = openMark
  }
}
