package import JSON

/// What one part of the program reads of a tenant's settings (seed-format section 5).
package protocol SettingsPart: Sendable {
  static var keys: [SettingKey] { get }

  /// - Parameter settings: checked by the forms of the keys; what is not there has its default.
  init(_ settings: JSONObject)
}

/// One key at the top of the settings.
package struct SettingKey: Sendable {
  package let name: String
  package let form: OptionForm
  /// Its row in the table of seed-format section 5, counted from 0: settings are written in that order, whichever
  /// parts of the program read them.
  package let row: Int

  package init(_ name: String, _ form: OptionForm, row: Int) {
    self.name = name
    self.form = form
    self.row = row
  }
}
