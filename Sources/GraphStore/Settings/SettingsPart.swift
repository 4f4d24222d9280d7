package import JSON

/// What one part of the program reads of a tenant's settings (seed-format section 5).
package protocol SettingsPart: Sendable {
  /// In the order in which they are written.
  static var keys: [SettingKey] { get }

  /// - Parameter settings: checked by the forms of the keys; what is not there has its default.
  init(_ settings: JSONObject)
}

/// One key at the top of the settings.
package struct SettingKey: Sendable {
  package let name: String
  package let form: OptionForm

  package init(_ name: String, _ form: OptionForm) {
    self.name = name
    self.form = form
  }
}
