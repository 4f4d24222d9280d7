import GraphStore
import JSON

/// The tenant settings that the directory follows.
struct DirectorySettings: SettingsPart {
  let groupNaming: GroupNamingPolicy

  static let keys = [
    SettingKey(
      "groupNaming",
      .object([
        "prefix": .filledString, "suffix": .filledString,
        "blockedWords": .distinct(.filledString, by: .inAnyCase),
      ]))
  ]

  init(_ settings: JSONObject) {
    groupNaming = GroupNamingPolicy(settings["groupNaming"]?.objectValue ?? [:])
  }
}

extension WriteTransaction {
  var directorySettings: DirectorySettings { settings[DirectorySettings.self] }
}
