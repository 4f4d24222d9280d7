import GRDB
import GraphStore
import JSON

/// What settings of groups a tenant can have, with the values that count where it has none (page "groupSettingTemplate").
enum SettingTemplates {
  struct Template: Sendable {
    let id: String
    let name: String
    /// Name, type and default of each value.
    let values: [(name: String, type: String, standard: String)]
  }

  static let all = [
    Template(
      id: "62375ab9-6b52-47ed-826b-58e47e0e304b", name: "Group.Unified",
      values: [
        ("NewUnifiedGroupWritebackDefault", "System.Boolean", "true"),
        ("EnableMIPLabels", "System.Boolean", "false"),
        ("CustomBlockedWordsList", "System.String", ""),
        ("EnableMSStandardBlockedWords", "System.Boolean", "false"),
        ("ClassificationDescriptions", "System.String", ""),
        ("DefaultClassification", "System.String", ""),
        ("PrefixSuffixNamingRequirement", "System.String", ""),
        ("AllowGuestsToBeGroupOwner", "System.Boolean", "false"),
        ("AllowGuestsToAccessGroups", "System.Boolean", "true"),
        ("GuestUsageGuidelinesUrl", "System.String", ""),
        ("GroupCreationAllowedGroupId", "System.Guid", ""),
        ("AllowToAddGuests", "System.Boolean", "true"),
        ("UsageGuidelinesUrl", "System.String", ""),
        ("ClassificationList", "System.String", ""),
        ("EnableGroupCreation", "System.Boolean", "true"),
      ]),
    Template(
      id: "08d542b9-071f-4e16-94b0-74abb372e3d9", name: "Group.Unified.Guest",
      values: [("AllowToAddGuests", "System.Boolean", "true")]),
  ]

  static func template(_ id: String) -> Template? { all.first { $0.id == id.lowercased() } }

  // MARK: As objects

  static let view = StoreView(
    "directorySettingTemplate",
    """
    SELECT j.key + 1 AS key, j.value ->> '$.id' AS id, '\(DirectoryType.settingTemplate)' AS type, j.key AS position,
      json_object('displayName', j.value ->> '$.displayName', 'values', j.value -> '$.values') AS properties
    FROM json_each(settingTemplates()) j
    """)

  /// `settingTemplates()`: all of them as a JSON array.
  static let function = DatabaseFunction("settingTemplates", argumentCount: 0, pure: true) { _ in text }

  private static let text = JSONValue.array(
    all.map { template in
      [
        "id": .string(template.id), "displayName": .string(template.name),
        "values": .array(
          template.values.map { value in
            [
              "name": .string(value.name), "type": .string(value.type),
              "defaultValue": .string(value.standard), "description": .null,
            ]
          }),
      ]
    }
  ).text
}
