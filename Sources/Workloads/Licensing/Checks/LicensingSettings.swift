import GRDB
import GraphStore
import JSON

/// The tenant settings that licensing follows (seed-format section 5), read when they are needed: a seed may set
/// them in the transaction that uses them.
struct LicensingSettings {
  enum OverCapacity: String { case wait, reject }

  let overCapacity: OverCapacity
  let isStepped: Bool
  let rules: LicenseRules

  init(_ settings: JSONObject) {
    overCapacity = settings["overCapacity"]?.stringValue.flatMap(OverCapacity.init) ?? .wait
    isStepped = settings["processing"]?.stringValue == "stepped"
    rules = LicenseRules(settings["licenseRules"]?.objectValue ?? [:])
  }

  static func read(_ db: Database) throws -> LicensingSettings {
    guard let text = try EmulatorTable.value("settings", db),
      case .object(let settings)? = try? JSONValue.parse(text)
    else { return LicensingSettings([:]) }
    return LicensingSettings(settings)
  }
}
