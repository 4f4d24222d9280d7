package import JSON

/// The settings of one tenant, parsed: what each part of the program reads of them.
package struct TenantSettings: Sendable {
  /// Those that differ from their defaults, as they are kept and exported.
  package let values: JSONObject
  package let engine: EngineSettings
  private let parts: [ObjectIdentifier: any SettingsPart]

  /// - Parameter values: checked.
  init(_ values: JSONObject, parts: [any SettingsPart.Type]) {
    self.values = values
    engine = EngineSettings(values)
    self.parts = Dictionary(
      uniqueKeysWithValues: parts.map {
        (ObjectIdentifier($0), $0.init(values) as any SettingsPart)
      })
  }

  /// One part; a store without it has its defaults.
  package subscript<Part: SettingsPart>(_ part: Part.Type) -> Part {
    parts[ObjectIdentifier(part)] as? Part ?? Part([:])
  }
}
