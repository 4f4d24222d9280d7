import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// Looks up who signs in, in one state of a tenant's store.
struct DirectoryReader {
  let transaction: WriteTransaction
  let names: PrincipalNames

  // MARK: Users

  /// The live user with that id or sign-in name.
  func user(_ name: String) throws -> SignInUser? { try entity(name).map(user) }

  /// Who signs in where nobody says who: the user of the settings, else the first one.
  func usualUser() throws -> SignInUser? {
    guard let name = transaction.settings.engine.signIn.user else {
      return try entities(limit: 1).first.map(user)
    }
    return try user(name)
  }

  /// Who can be chosen on a page, in order of creation: one statement, since nobody signs in yet.
  func pageUsers(limit: Int) throws -> [PageUser] {
    try entities(limit: limit).map { entity in
      let name = principalName(entity)
      return PageUser(
        id: entity.id, displayName: entity.string(names.displayName) ?? name, principalName: name,
        isEnabled: isEnabled(entity))
    }
  }

  private func entities(limit: Int) throws -> [Entity] {
    try transaction.entities(
      transaction.table(names.user), where: "type = ? AND deleted IS NULL", [names.user], limit: limit)
  }

  private func principalName(_ entity: Entity) -> String {
    entity.type.traits.keyAlias.flatMap(entity.string) ?? entity.id
  }

  private func isEnabled(_ entity: Entity) -> Bool { entity.bool(names.isEnabled) != false }

  private func entity(_ name: String) throws -> Entity? {
    let table = try transaction.table(names.user)
    let found =
      if Guid.isValid(name.utf8) {
        try transaction.entity(id: name, in: table)
      } else if let alias = try transaction.structuredType(names.user).traits.keyAlias {
        try transaction.entity(alias, is: name, in: table)
      } else {
        nil as Entity?
      }
    return found?.type.name == names.user ? found : nil
  }

  private func user(_ entity: Entity) throws -> SignInUser {
    let memberships = try memberships(of: entity.key)
    return SignInUser(
      token: TokenUser(
        id: entity.id, principalName: principalName(entity),
        displayName: entity.string(names.displayName), givenName: entity.string(names.givenName),
        surname: entity.string(names.surname), mail: entity.string(names.mail),
        isGuest: entity.string(names.kind.property) == names.kind.guest,
        roles: memberships.filter { $0.type == names.role.type }.compactMap(\.template),
        groups: memberships.filter { $0.type == names.group }.map(\.id),
        endedSessions: entity.properties[names.endedSessions]?.intValue ?? 0),
      isEnabled: isEnabled(entity),
      password: entity.properties[names.password.property]?.objectValue?[names.password.member]?.stringValue,
      sessionsValidFrom: entity.string(names.sessionsValidFrom))
  }

  // MARK: Memberships

  private struct Membership {
    let id: String
    let type: String
    /// Of a role.
    let template: String?
  }

  private func memberships(of user: Int64) throws -> [Membership] {
    let table = try transaction.table(names.user).name
    let sql = """
      SELECT o.id, o.type, json_extract(o.properties, ?) FROM \(quoted(names.memberships)) m
      CROSS JOIN \(quoted(table)) o ON o.key = m.target
      WHERE m.source = ? AND o.deleted IS NULL ORDER BY o.key
      """
    return try Row.fetchAll(
      transaction.db.cachedStatement(sql: sql), arguments: ["$." + names.role.template, user]
    ).map { Membership(id: $0[0], type: $0[1], template: $0[2]) }
  }

  // MARK: Applications

  /// Id and name of what stands for an application in the tenant.
  func servicePrincipal(of client: String) throws -> (id: String, name: String?)? {
    let found = try transaction.entity(
      names.application.clientID, is: client, type: transaction.structuredType(names.application.type),
      in: transaction.table(names.application.type))
    return found.map { ($0.id, $0.string(names.displayName)) }
  }

  // MARK: The organization

  func organization() throws -> SignInOrganization? {
    try transaction.entities(
      transaction.table(names.organization.type), where: "type = ? AND deleted IS NULL",
      [names.organization.type], limit: 1
    ).first.map { entity in
      SignInOrganization(
        id: entity.id, displayName: entity.string(names.organization.displayName) ?? "",
        domains: (entity.properties[names.domains.property]?.arrayValue ?? []).compactMap {
          $0.objectValue?[names.domains.name]?.stringValue
        }, isOpen: entity.bool(names.openMark) == true)
    }
  }
}

/// The organization of a tenant, as far as signing in is concerned.
struct SignInOrganization: Sendable, Equatable {
  /// The tenant's GUID.
  let id: String
  let displayName: String
  let domains: [String]
  /// Any tenant id or domain is taken for it.
  let isOpen: Bool

  /// - Parameter name: a GUID or a domain.
  func isCalled(_ name: String) -> Bool {
    id.lowercased() == name.lowercased() || domains.contains { $0.lowercased() == name.lowercased() }
  }

  /// Whether tokens with that tenant's GUID are for it.
  func admits(_ tenant: String) -> Bool { isOpen || id.lowercased() == tenant.lowercased() }
}
