import EntityModel
import GraphStore
import JSON

/// Who made and changed an object, and when.
struct Stamps: EntityRule {
  let types = [
    EntitlementType.catalog, EntitlementType.package, EntitlementType.policy, EntitlementType.roleScope,
    EntitlementType.connectedOrganization, EntitlementType.environment, EntitlementType.connector,
    EntitlementType.control, EntitlementType.resource, EntitlementType.workflowExtension,
    EntitlementType.request, EntitlementType.resourceRequest, EntitlementType.uploadSession,
  ]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let now = JSONValue.string(transaction.moment.precise)
    let name = try transaction.callerName().map(JSONValue.string)
    for (property, value) in [
      ("createdDateTime", now), ("createdBy", name), ("modifiedDateTime", now), ("modifiedBy", name),
      ("lastModifiedDateTime", now), ("lastModifiedBy", name),
    ] where new.type.property(property) != nil { new.setDefault(property, value, transaction) }
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    let name = try transaction.callerName().map(JSONValue.string)
    let now = JSONValue.string(transaction.moment.precise)
    let stamps: [(String, JSONValue?)] = [
      ("modifiedDateTime", now), ("modifiedBy", name), ("lastModifiedDateTime", now),
      ("lastModifiedBy", name),
    ]
    for (property, value) in stamps where new.type.property(property) != nil {
      if let value { new.properties[property] = value }
    }
  }
}

extension WriteTransaction {
  /// The caller's name, as `createdBy` and its like show it.
  func callerName() throws -> String? {
    guard let caller else { return nil }
    return try liveObject(key: caller)?.string("userPrincipalName")
  }
}
