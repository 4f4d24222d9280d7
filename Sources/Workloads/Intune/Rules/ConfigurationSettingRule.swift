import GRDB
import GraphStore

/// The settings of a policy are numbered from 0.
struct ConfigurationSettingRule: EntityRule {
  let types = [IntuneType.configurationSetting]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard new.id == nil, let policy = new.owner else { return }
    let table = try transaction.table(IntuneType.configurationSetting)
    let others = try transaction.entities(table, where: "owner = ?", [policy])
    new.id = NumberedIdentifiers.next(after: others, from: 0)
  }
}
