import GraphStore
import JSON

/// The tenant settings that licensing follows.
struct LicensingSettings: SettingsPart {
  /// What becomes of a direct assignment to a full pool; members of groups always wait.
  enum OverCapacity: String, CaseIterable {
    /// Each way to assign as the service has it: `assignLicense` refuses, cloud licensing lets wait.
    case service
    case wait, reject

    var assignLicenseRefuses: Bool { self != .wait }
    var cloudLicensingRefuses: Bool { self == .reject }
  }

  enum Processing: String, CaseIterable { case instant, stepped }

  let overCapacity: OverCapacity
  let rules: LicenseRules
  let processing: Processing
  /// By service plan; `PlanStatusTable` holds them for the view of license details.
  let planStatuses: [String: String]

  static let keys = [
    SettingKey("overCapacity", .word(OverCapacity.allCases.map(\.rawValue))),
    SettingKey("licenseRules", LicenseRules.form),
    SettingKey("processing", .word(Processing.allCases.map(\.rawValue))),
    SettingKey("servicePlanStatus", .dictionary(.word(planStatusWords), names: .guid)),
  ]

  /// What the service says of a plan; `Success` unless the setting has another one.
  private static let planStatusWords = [
    "Success", "Disabled", "Error", "PendingActivation", "PendingInput", "PendingProvisioning",
  ]

  init(_ settings: JSONObject) {
    overCapacity = settings["overCapacity"]?.stringValue.flatMap(OverCapacity.init) ?? .service
    rules = LicenseRules(settings["licenseRules"]?.objectValue ?? [:])
    processing = settings["processing"]?.stringValue.flatMap(Processing.init) ?? .instant
    let statuses = settings["servicePlanStatus"]?.objectValue?.members ?? []
    planStatuses = Dictionary(
      statuses.compactMap { member in member.value.stringValue.map { (member.name.lowercased(), $0) } }
    ) { $1 }
  }

  var isStepped: Bool { processing == .stepped }
}

extension WriteTransaction {
  var licensingSettings: LicensingSettings { settings[LicensingSettings.self] }
}
