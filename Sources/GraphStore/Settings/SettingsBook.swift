package import JSON

/// Which settings a tenant can have: those of the engine and those of each workload.
package struct SettingsBook: Sendable {
  private let parts: [any SettingsPart.Type]
  /// In the order in which they are written: those of the engine, then part by part.
  private let keys: [SettingKey]

  /// - Parameter parts: those of workloads; no two take the same key.
  package init(_ parts: [any SettingsPart.Type] = []) {
    self.parts = parts
    keys = EngineSettings.keys + parts.flatMap { $0.keys }
  }

  /// In the order in which they are written.
  package var names: [String] { keys.map(\.name) }

  /// The settings that an object names; null stands for the default.
  ///
  /// - Parameter path: of the object.
  package func checked(_ value: JSONValue, path: String) throws(OptionMistake) -> JSONObject {
    let forms = Dictionary(
      uniqueKeysWithValues: keys.map { ($0.name, OptionForm.nullable($0.form)) })
    try OptionForm.object(forms).check(value, path)
    return value.objectValue ?? [:]
  }

  /// - Parameter values: checked.
  func settings(_ values: JSONObject) -> TenantSettings { TenantSettings(values, parts: parts) }

  /// Settings changed by key: null takes one back to its default, and so does an empty object where that is one.
  ///
  /// - Parameter changes: checked.
  func settings(_ old: TenantSettings, changedBy changes: JSONObject) -> TenantSettings {
    var all = old.values
    for member in changes.members { all[member.name] = member.value }
    return settings(
      JSONObject(
        keys.compactMap { key in
          guard let value = all[key.name], !value.isNull, value != [:] else { return nil }
          return JSONObject.Member(name: key.name, value: value)
        }))
  }
}
