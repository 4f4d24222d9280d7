import GRDB
import GraphStore
import JSON

/// What the directory knows of an application that signs in.
struct RegisteredApplications: Sendable {
  let permissions: GraphPermissions

  func application(_ appID: String, _ transaction: WriteTransaction) throws -> RegisteredApplication? {
    guard let entity = try GraphApplication.application(of: appID, transaction) else { return nil }
    let credentials = Credentials(entity.properties)
    var found = RegisteredApplication(name: entity.string("displayName"))
    for password in credentials.passwords {
      guard let secret = credentials.secret(of: password) else { continue }
      if Self.holds(password, transaction.moment) {
        found.secrets.append(secret)
      } else {
        found.expiredSecrets.append(secret)
      }
    }
    found.certificates = credentials.keys.filter { Self.holds($0, transaction.moment) }
      .compactMap(credentials.key)
    found.webAddresses = Self.addresses(entity, ["web"])
    found.publicAddresses = Self.addresses(entity, ["spa", "publicClient"])
    found.isFallbackPublic = entity.bool("isFallbackPublicClient") == true
    if let principal = try GraphApplication.servicePrincipal(of: appID, transaction) {
      found.application = try roles(of: principal, transaction)
      found.delegated = try scopes(of: principal, transaction)
    }
    return found
  }

  private static func holds(_ credential: JSONObject, _ moment: Moment) -> Bool {
    let (start, end) = (credential["startDateTime"]?.stringValue, credential["endDateTime"]?.stringValue)
    return (start.flatMap { Moment($0) }.map { $0 <= moment } ?? true)
      && (end.flatMap { Moment($0) }.map { moment < $0 } ?? true)
  }

  private static func addresses(_ entity: Entity, _ kinds: [String]) -> [String] {
    kinds.flatMap {
      entity.properties[$0]?.objectValue?["redirectUris"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
  }

  // MARK: What it was given

  private func roles(of principal: Entity, _ transaction: WriteTransaction) throws -> [String] {
    guard let graph = try GraphApplication.existing(transaction) else { return [] }
    let table = try transaction.table(DirectoryType.appRoleAssignment)
    let declared = Dictionary(
      Credentials.objects(graph.properties["appRoles"]).map {
        ($0["id"]?.stringValue?.lowercased() ?? "", $0["value"]?.stringValue ?? "")
      }
    ) { first, _ in first }
    let given = try transaction.entities(
      table, where: "owner = ? AND \(table.foldedSQL("resourceId")) = fold(?)", [principal.key, graph.id])
    return given.compactMap { assignment in
      let role = assignment.string("appRoleId")?.lowercased() ?? ""
      return declared.isEmpty ? permissions.name(ofRole: role) : declared[role]
    }
  }

  /// nil where nothing was granted to it before.
  private func scopes(of principal: Entity, _ transaction: WriteTransaction) throws -> [String]? {
    guard let graph = try GraphApplication.existing(transaction) else { return nil }
    let table = try transaction.table(DirectoryType.permissionGrant)
    let grants = try transaction.entities(
      table, where: "\(table.foldedSQL("clientId")) = fold(?)", [principal.id])
    let names = grants.filter { $0.string("resourceId")?.lowercased() == graph.id.lowercased() }
      .flatMap { $0.string("scope")?.split(separator: " ").map(String.init) ?? [] }
    var seen: Set<String> = []
    return names.isEmpty ? nil : names.filter { seen.insert($0.lowercased()).inserted }
  }
}
