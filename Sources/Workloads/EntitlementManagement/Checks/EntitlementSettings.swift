import GraphStore
import JSON

/// The tenant settings that entitlement management follows.
struct EntitlementSettings: SettingsPart {
  /// Deleting an assignment and nested paths that the service does not route are refused as there.
  let isLive: Bool
  let approvesWithoutIdentity: Bool
  /// A group is brought into a catalog by its owners alone.
  let requiresResourceOwner: Bool
  /// Requests move on one step at a time.
  let isStepped: Bool

  static let keys = [
    SettingKey(
      "entitlement",
      .object(["live": .bool, "approveWithoutIdentity": .bool, "requireResourceOwner": .bool]))
  ]

  init(_ settings: JSONObject) {
    let options = settings["entitlement"]?.objectValue ?? [:]
    isLive = options["live"]?.boolValue ?? false
    isStepped = settings["processing"]?.stringValue == "stepped"
    requiresResourceOwner = options["requireResourceOwner"]?.boolValue ?? false
    approvesWithoutIdentity = options["approveWithoutIdentity"]?.boolValue ?? true
  }
}
