import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// `getOmaSettingPlainTextValue(secretReferenceValueId='…')`
struct GetOmaSettingPlainTextValue: OperationRule {
  let operations = ["microsoft.graph.getOmaSettingPlainTextValue"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    if transaction.settings[IntuneSettings.self].plainTextNeedsReadWrite {
      try transaction.demand(oneOf: ["DeviceManagementConfiguration.ReadWrite.All"])
    }
    guard let reference = call.parameters["secretReferenceValueId"]?.stringValue,
      let text = call.entity.flatMap({ OmaSecrets($0.properties).plainText(reference) })
    else { throw IntuneError.notFound }
    return .value(.string(text))
  }
}

/// `getTargetedUsersAndDevices`: what the tenant's settings say of the named profiles.
struct GetTargetedUsersAndDevices: OperationRule {
  let operations = ["microsoft.graph.getTargetedUsersAndDevices"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let targeted = transaction.settings[IntuneSettings.self].targetedUsersAndDevices
    let ids = call.parameters["deviceConfigurationIds"]?.arrayValue?.compactMap(\.stringValue) ?? []
    return .value(.array(ids.flatMap { targeted[Guid.normalizedIdentifier($0)] ?? [] }))
  }
}

/// `getIosAvailableUpdateVersions()`: what the tenant's settings list.
struct GetIosAvailableUpdateVersions: OperationRule {
  let operations = ["microsoft.graph.getIosAvailableUpdateVersions"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    .value(.array(transaction.settings[IntuneSettings.self].iosAvailableUpdateVersions))
  }
}

/// `hasPayloadLinks`: whether policy sets assign the named policies.
struct HasPayloadLinks: OperationRule {
  let operations = ["microsoft.graph.hasPayloadLinks"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let ids = call.parameters["payloadIds"]?.arrayValue?.compactMap(\.stringValue) ?? []
    return .value(.array(try ids.map { try item($0, transaction) }))
  }

  private func item(_ id: String, _ transaction: WriteTransaction) throws -> JSONValue {
    let isLinked = try AssignablePolicy.all.contains { kind in
      guard let policy = try transaction.entity(id: id, in: transaction.table(kind.policy)) else {
        return false
      }
      return try kind.assignments(of: policy.key, transaction).contains {
        $0.string("source") == "policySets"
      }
    }
    let sources: JSONValue = isLinked ? ["policySets"] : []
    return ["error": .null, "hasLink": .bool(isLinked), "payloadId": .string(id), "sources": sources]
  }
}

/// `windowsPrivacyAccessControls`: the posted list replaces the profile's.
struct SetPrivacyAccessControls: OperationRule {
  let operations = ["microsoft.graph.windowsPrivacyAccessControls"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let profile = try call.profile(ofType: IntuneType.generalConfiguration)
    let table = try transaction.table(IntuneType.privacyAccessControl)
    for item in try transaction.entities(table, where: "owner = ?", [profile.key]) {
      try transaction.delete(item)
    }
    let type = try transaction.structuredType(IntuneType.privacyAccessControl)
    for value in call.parameters["windowsPrivacyAccessControls"]?.arrayValue ?? [] {
      var new = NewEntity(draft: Draft(type: type), type: type, owner: profile.key)
      for member in value.objectValue?.members ?? [] where member.name != "id" {
        guard let property = type.property(member.name) else { continue }
        new.properties[member.name] = transaction.whole(member.value, of: property)
      }
      _ = try transaction.insert(new)
    }
    return .empty(status: 204)
  }
}

/// `assignedAccessMultiModeProfiles`: nothing reads back what it writes.
struct SetAssignedAccessProfiles: OperationRule {
  let operations = ["microsoft.graph.assignedAccessMultiModeProfiles"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    .empty(status: 204)
  }
}

/// `extendFeatureUpdatesPause` and `extendQualityUpdatesPause`: 35 days from now.
struct ExtendUpdatesPause: OperationRule {
  let operations = ["microsoft.graph.extendFeatureUpdatesPause", "microsoft.graph.extendQualityUpdatesPause"]
  private static let length = 35 * Ticks.day

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let profile = try call.profile(ofType: IntuneType.updateConfiguration)
    let kind = call.operation.shortName == "extendFeatureUpdatesPause" ? "feature" : "quality"
    guard let end = transaction.moment.adding(ticks: Self.length) else { throw IntuneError.noSuchMoment }
    _ = try transaction.update(profile) { profile in
      profile.properties["\(kind)UpdatesPaused"] = .bool(true)
      profile.properties["\(kind)UpdatesPauseExpiryDateTime"] = .string(end.precise)
    }
    return .empty(status: 204)
  }
}

extension OperationCall {
  /// The profile it was called on, refused when it is of another type.
  fileprivate func profile(ofType name: String) throws -> Entity {
    guard let entity else { throw IntuneError.notFound }
    guard entity.type.name == name else {
      throw IntuneError.badRequest(
        "The operation '\(operation.shortName)' is not supported on type '\(entity.type.name)'.")
    }
    return entity
  }
}
