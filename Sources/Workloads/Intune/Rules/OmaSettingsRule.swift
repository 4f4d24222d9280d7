import GraphStore
import JSON
import OData

/// Values of OMA settings that are encrypted: shown as masks with a reference, from the answer that creates them on
/// (intune-device-configuration.md 2.8).
struct OmaSettingsRule: EntityRule {
  let types = [IntuneType.profile]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard case .array(let settings)? = new.properties["omaSettings"] else { return }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    let said = new.draft.annotations[OmaSecrets.annotation]?.objectValue ?? [:]
    var sealing = OmaSealing(profile: id, known: OmaSecrets(values: said), isNew: true, transaction)
    new.properties["omaSettings"] = .array(try settings.map { try sealing.sealed($0) })
    new.properties[OmaSecrets.annotation] = sealing.annotation
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard old.properties["omaSettings"] != new.properties["omaSettings"] else { return }
    let said = transaction.changingDraft?.annotations[OmaSecrets.annotation]?.objectValue
    let known = said.map(OmaSecrets.init(values:)) ?? OmaSecrets(old.properties)
    var sealing = OmaSealing(profile: old.id, known: known, isNew: false, transaction)
    let settings = try new.properties["omaSettings"]?.arrayValue?.map { try sealing.sealed($0) }
    new.properties["omaSettings"] = settings.map(JSONValue.array)
    new.properties[OmaSecrets.annotation] = sealing.annotation
  }
}

/// Puts the values of one profile's settings away.
private struct OmaSealing {
  private let profile: String
  private let known: OmaSecrets
  private let isNew: Bool
  private let transaction: WriteTransaction
  private var secrets = OmaSecrets()

  init(profile: String, known: OmaSecrets, isNew: Bool, _ transaction: WriteTransaction) {
    self.profile = profile
    self.known = known
    self.isNew = isNew
    self.transaction = transaction
  }

  /// nil when nothing was put away.
  var annotation: JSONValue? { secrets.values.isEmpty ? nil : .object(secrets.values) }

  mutating func sealed(_ value: JSONValue) throws -> JSONValue {
    guard let object = value.objectValue else { return value }
    var setting = OmaSetting(object)
    guard let reference = try reference(of: setting) else { return value }
    secrets[reference] = setting.isMasked ? known[reference] ?? setting.value : setting.value
    setting.seal(reference)
    return .object(setting.members)
  }

  /// nil for a setting that is not encrypted.
  private func reference(of setting: OmaSetting) throws -> String? {
    if let reference = setting.reference {
      try check(reference)
      return reference
    }
    if let reference = known.reference(like: setting) { return reference }
    let encrypts = transaction.settings[IntuneSettings.self].encryptsOmaSettings
    return setting.isEncrypted || encrypts ? try newReference() : nil
  }

  /// References belong to the profile that they were made for.
  private func check(_ reference: String) throws {
    guard transaction.origin == .request else { return }
    guard !isNew else { throw IntuneError.referenceInvalid(for: "create") }
    guard known[reference] != nil else { throw IntuneError.referenceInvalid(for: "update") }
  }

  /// The first part is the tenant's.
  private func newReference() throws -> String {
    let tenant = try Organization.existing(transaction)?.id ?? ""
    return "\(ContentGuid.of("OMA settings\n\(tenant)"))_\(profile)_\(transaction.tenant.identifiers.guid())"
  }
}

/// What the settings of a profile do not show.
struct OmaSecretsExport: ExportRule {
  let types = [IntuneType.profile]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    let values = OmaSecrets(entity.properties).values
    return values.isEmpty ? [:] : [OmaSecrets.annotation: .object(values)]
  }
}
