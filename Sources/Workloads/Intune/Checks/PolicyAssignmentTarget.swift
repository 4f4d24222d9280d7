import JSON

/// The population that an assignment names, as far as its identity goes (intune-device-configuration.md 1.3).
struct PolicyAssignmentTarget {
  /// Pseudo-groups of the targets that name none.
  static let allDevices = "adadadad-808e-44e2-905a-0b7873a8a531"
  static let allLicensedUsers = "acacacac-9df4-4c7d-9d50-4ef0226f57a9"

  /// What two assignments of one policy may not have in common: a group and its exclusion are the same.
  let key: String

  /// nil for a value that names nobody: no such type, or no group.
  init?(_ value: JSONValue?) {
    guard let object = value?.objectValue else { return nil }
    switch object["@odata.type"]?.stringValue {
    case "#microsoft.graph.groupAssignmentTarget", "#microsoft.graph.exclusionGroupAssignmentTarget":
      guard let group = object["groupId"]?.stringValue else { return nil }
      key = group.lowercased()
    case "#microsoft.graph.allDevicesAssignmentTarget": key = Self.allDevices
    case "#microsoft.graph.allLicensedUsersAssignmentTarget": key = Self.allLicensedUsers
    case "#microsoft.graph.configurationManagerCollectionAssignmentTarget":
      guard let collection = object["collectionId"]?.stringValue else { return nil }
      key = collection
    default: return nil
    }
  }

  /// The target that the older form `targetGroupId` and `excludeGroup` means.
  static func value(groupId: String, isExcluded: Bool) -> JSONValue {
    let type: String
    switch groupId.lowercased() {
    case allDevices: type = "allDevicesAssignmentTarget"
    case allLicensedUsers: type = "allLicensedUsersAssignmentTarget"
    default: type = isExcluded ? "exclusionGroupAssignmentTarget" : "groupAssignmentTarget"
    }
    var object: JSONObject = [
      "@odata.type": .string("#microsoft.graph." + type), "deviceAndAppManagementAssignmentFilterId": .null,
      "deviceAndAppManagementAssignmentFilterType": "none",
    ]
    if type.lowercased().hasSuffix("groupassignmenttarget") { object["groupId"] = .string(groupId) }
    return .object(object)
  }

  /// A filter's use without a filter is refused (section 1.4).
  static func checkFilter(_ value: JSONValue?) throws {
    guard let object = value?.objectValue,
      let use = object["deviceAndAppManagementAssignmentFilterType"]?.stringValue, use != "none",
      object["deviceAndAppManagementAssignmentFilterId"]?.stringValue == nil
    else { return }
    throw IntuneError.badRequest(
      "The property 'deviceAndAppManagementAssignmentFilterId' is required when the filter type is '\(use)'.")
  }
}
