import GraphStore
import JSON
import OData

/// The tenant settings that Intune follows.
struct IntuneSettings: SettingsPart {
  /// By the id of the profile.
  let targetedUsersAndDevices: [String: [JSONValue]]
  let iosAvailableUpdateVersions: [JSONValue]
  let encryptsOmaSettings: Bool
  let isLicensed: Bool
  /// Who may only read profiles does not see the encrypted values of their settings.
  let plainTextNeedsReadWrite: Bool

  static let keys = [
    SettingKey(
      "intune",
      .object([
        "licensed": .bool, "encryptOmaSettings": .bool, "plainTextNeedsReadWrite": .bool,
        "targetedUsersAndDevices": .dictionary(.filled(.array(targeted)), names: .identifier),
        "iosAvailableUpdateVersions": .array(updateVersion),
      ]))
  ]

  /// A `deviceConfigurationTargetedUserAndDevice`, as it is answered.
  private static let targeted = OptionForm.someOf([
    "deviceId": .nullableString, "deviceName": .nullableString, "lastCheckinDateTime": .time,
    "userDisplayName": .nullableString, "userId": .nullableString, "userPrincipalName": .nullableString,
  ])

  /// An `iosAvailableUpdateVersion`, as it is answered.
  private static let updateVersion = OptionForm.someOf([
    "expirationDateTime": .time, "postingDateTime": .time, "productVersion": .string,
    "supportedDevices": .nullable(.array(.filledString)),
  ])

  init(_ settings: JSONObject) {
    let options = settings["intune"]?.objectValue ?? [:]
    let targeted = options["targetedUsersAndDevices"]?.objectValue?.members ?? []
    targetedUsersAndDevices = Dictionary(
      targeted.map { (Guid.normalizedIdentifier($0.name), $0.value.arrayValue ?? []) }
    ) { $1 }
    encryptsOmaSettings = options["encryptOmaSettings"] == .bool(true)
    isLicensed = options["licensed"]?.boolValue ?? true
    plainTextNeedsReadWrite = options["plainTextNeedsReadWrite"] == .bool(true)
    iosAvailableUpdateVersions = options["iosAvailableUpdateVersions"]?.arrayValue ?? []
  }
}
