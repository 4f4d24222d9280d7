package import GraphStore
package import JSON

/// The settings of a tenant (seed-format section 5): which keys there are, and what each takes.
package enum TenantSettings {
  /// In the order in which they are written.
  private static let forms: [(name: String, form: OptionForm)] = [
    ("overCapacity", .word(["wait", "reject"])),
    ("licenseRules", licenseRules),
    ("processing", .word(["instant", "stepped"])),
    ("strict", .bool),
    ("pageSize", .integer(1...999)),
    ("randomSeed", .integer(Int.min...Int.max)),
    ("signIn", .object(["user": .nullableString, "autoApprove": .bool])),
    ("throttling", .object(["enabled": .bool])),
    (
      "consistency",
      .object([
        "mode": .word(["strong", "eventual"]), "reads": .integer(0...Int.max), "delay": .duration,
        "byId": .bool,
      ])
    ),
    ("batch", .object(["order": .word(["request", "shuffled"])])),
    ("servicePlanStatus", .dictionary(.string)),
    (
      "intune",
      .object([
        "licensed": .bool, "encryptOmaSettings": .bool, "plainTextNeedsReadWrite": .bool,
        "targetedUsersAndDevices": .dictionary(.anyArray), "iosAvailableUpdateVersions": .anyArray,
      ])
    ),
    (
      "entitlement", .object(["live": .bool, "approveWithoutIdentity": .bool, "requireResourceOwner": .bool])
    ),
  ]

  private static let licenseRules = OptionForm.object([
    "requires": .dictionary(.strings), "excludes": .array(.strings),
    "prohibitedLocations": .dictionary(.strings),
    "requireUsageLocation": .nullable(.bool), "proxyAddressConflicts": .strings,
    "failures": .array(.anyObject),
  ])

  /// The settings that an object names; null stands for the default.
  package static func checked(_ value: JSONValue, path: String) throws(OptionMistake) -> JSONObject {
    let nullable = Dictionary(uniqueKeysWithValues: forms.map { ($0.name, OptionForm.nullable($0.form)) })
    try OptionForm.object(nullable).check(value, path)
    return value.objectValue ?? [:]
  }

  /// Settings changed by key: null takes one back to its default.
  package static func merged(_ old: JSONObject, with new: JSONObject) -> JSONObject {
    var all = old
    for member in new.members { all[member.name] = member.value }
    return JSONObject(
      forms.compactMap { form in
        guard let value = all[form.name], !value.isNull else { return nil }
        return JSONObject.Member(name: form.name, value: value)
      })
  }
}
