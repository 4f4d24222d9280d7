import EntityModel
import GraphStore
import JSON

/// Times and versions that the server keeps of policies (intune-device-configuration.md section 1.2).
struct PolicyVersionRule: EntityRule {
  let types = [
    IntuneType.profile, IntuneType.compliancePolicy, IntuneType.configurationPolicy,
    IntuneType.assignmentFilter,
  ]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let now = JSONValue.string(transaction.moment.precise)
    for name in ["createdDateTime", "lastModifiedDateTime"] { new.setDefault(name, now, transaction) }
  }

  /// Whoever sends nothing must not call this: each change of values counts as a version, equal ones too.
  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    let onlyReferences = old.properties == new.properties && old.references != new.references
    guard transaction.origin == .request, !onlyReferences else { return }
    if new.type.property("version") != nil {
      new.properties["version"] = .number(Self.next(old.properties["version"]?.intValue ?? 1))
    }
    new.properties["lastModifiedDateTime"] = .string(transaction.moment.precise)
  }

  /// The last number that an `Edm.Int32` can be stays.
  private static func next(_ version: Int) -> Int { version < Int32.max ? version + 1 : version }
}
