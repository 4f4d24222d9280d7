import GraphStore

/// Who may bring a group into a catalog, where the tenant's settings ask for an owner of it.
enum ResourceOwner {
  static func check(_ group: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.settings[EntitlementSettings.self].requiresResourceOwner else { return }
    let owners = try transaction.targets(
      of: transaction.linkTable(DirectoryLink.owners), source: group.key)
    guard let caller = try caller(transaction), owners.contains(caller) else {
      throw EntitlementError.callerNotResourceOwner
    }
  }

  /// Key of the user who asks, or of the application that asks by itself.
  private static func caller(_ transaction: WriteTransaction) throws -> Int64? {
    if let user = transaction.caller { return user }
    guard let application = transaction.clientApplication else { return nil }
    return try transaction.entity(
      "appId", is: application, in: transaction.table(DirectoryType.servicePrincipal))?.key
  }
}
