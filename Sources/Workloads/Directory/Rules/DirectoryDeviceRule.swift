import GraphStore
import JSON
import OData

/// What the server makes of a device (directory.md section 4, seed-format section 3).
struct DirectoryDeviceRule: EntityRule {
  let types = [DirectoryType.device]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .seed {
      try new.requireInSeed("displayName")
      applySeedDefaults(to: &new, transaction)
    }
    if transaction.origin == .request {
      try check(new.properties["deviceId"])
      try DirectoryTexts(transaction.model).settle(&new.properties, of: new.type)
    }
    new.properties["deviceId"] = new.properties["deviceId"].map(Self.normalized)
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
  }

  private func applySeedDefaults(to new: inout NewEntity, _ transaction: WriteTransaction) {
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    let defaults: [(String, JSONValue)] = [
      ("deviceId", .string(ContentGuid.of("deviceId\n\(id.lowercased())"))), ("accountEnabled", .bool(true)),
      ("operatingSystem", "Windows"), ("operatingSystemVersion", "10.0"),
    ]
    for (name, value) in defaults { new.setDefault(name, value, transaction) }
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request {
      try DirectoryTexts(transaction.model).settle(&new.properties, changing: old.properties, of: new.type)
    }
    guard old.properties["deviceId"] != new.properties["deviceId"] else { return }
    if transaction.origin == .request { try check(new.properties["deviceId"]) }
    new.properties["deviceId"] = new.properties["deviceId"].map(Self.normalized)
  }

  private func check(_ value: JSONValue?) throws {
    guard let text = value?.stringValue, Guid.normalized(text) != nil else {
      throw DirectoryError.invalidValue("deviceId", of: "Device")
    }
  }

  private static func normalized(_ value: JSONValue) -> JSONValue {
    value.stringValue.flatMap(Guid.normalized).map(JSONValue.string) ?? value
  }
}
