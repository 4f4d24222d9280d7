import GraphStore
import JSON

/// What the area's rules remember during one request.
///
/// A class because all rules of the request share it.
final class EntitlementWork {
  /// Resources whose roles and scopes are to be made, by id: their bodies name none.
  var bareResources: Set<String> = []
  /// `@emulator.viaAccessPackage` of seeded groups, by id.
  var viaAccessPackage: [(group: String, annotation: JSONObject)] = []

  static func of(_ transaction: WriteTransaction) -> EntitlementWork {
    transaction.state(EntitlementWork.self) { EntitlementWork() }
  }
}

extension WriteTransaction {
  func entitlementObject(_ key: Int64?, _ type: String) throws -> Entity? {
    guard let key else { return nil }
    return try entity(key: key, in: table(type))
  }

  /// An option of the area from the tenant's settings (seed-format section 5).
  func entitlementOption(_ name: String, default value: Bool) -> Bool {
    settings["entitlement"]?.objectValue?[name]?.boolValue ?? value
  }

  /// The caller's name, as `createdBy` and its like show it.
  func callerName() throws -> String? {
    guard let caller else { return nil }
    return try liveObject(key: caller)?.string("userPrincipalName")
  }
}
