import GraphStore
import JSON
import OData
import Tenants

/// What the seeds of a load say of the tenant beside its objects.
struct SeedOptions {
  enum Part: String {
    case clientApplications, clock, settings
  }

  let settingsBook: SettingsBook
  let applicationChecks: ApplicationChecks
  private(set) var settings: JSONObject = [:]
  private(set) var clock: JSONObject?
  private(set) var clientApplications: [JSONObject] = []

  /// - Parameter settingsBook: which settings the tenant can have.
  init(_ settingsBook: SettingsBook, _ applicationChecks: ApplicationChecks) {
    self.settingsBook = settingsBook
    self.applicationChecks = applicationChecks
  }

  mutating func merge(_ value: JSONValue, into part: Part, file: String, path: String) throws(SeedMistake) {
    do {
      switch part {
      case .settings:
        for member in try settingsBook.checked(value, path: path).members {
          settings[member.name] = member.value
        }
      case .clock: clock = try ClockSetting.checked(value, path: path)
      case .clientApplications:
        clientApplications += try ClientApplications.checked(value, path: path, applicationChecks)
      }
    } catch { throw SeedMistake(file: file, path: error.path, error.message) }
  }

  /// Puts them into the table `emulator`, over what is there.
  func store(in transaction: WriteTransaction) throws {
    if !settings.isEmpty { try transaction.change(settings: settings) }
    if let clock { try EmulatorTable.setValue(.clock, JSONValue.object(clock).text, transaction.db) }
    guard !clientApplications.isEmpty else { return }
    let stored = try ClientApplications.stored(transaction.db)
    let merged = ClientApplications.merged(stored, with: clientApplications)
    try EmulatorTable.setValue(
      .clientApplications, JSONValue.array(merged.map(JSONValue.object)).text, transaction.db)
  }
}
