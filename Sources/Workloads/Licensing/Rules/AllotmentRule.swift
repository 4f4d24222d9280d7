import GRDB
import GraphContract
import GraphStore
import JSON
import OData

/// Allotments come from seeds only: their defaults, and what a changed capacity means.
struct AllotmentRule: EntityRule {
  let types = [LicensingType.allotment]
  let products: ProductCatalog

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let units = new.properties["allottedUnits"], !units.isNull else {
      throw GraphError.seedMistake("an allotment needs 'allottedUnits'")
    }
    try checkUnits(units, new.draft.path)
    let isAssignableTo = new.properties["assignableTo"].flatMap(\.stringValue) ?? "user,group"
    new.properties["assignableTo"] = .string(isAssignableTo)
    new.properties["consumedUnits"] = .number(0)
    applyProduct(to: &new, isAssignableTo)
    completeValues(of: &new.properties, isAssignableTo)
    let id = try new.id ?? new.draft.id ?? nextIdentifier(new, transaction)
    new.id = id
    if new.draft.annotations[LicensingAnnotation.isQueueInOrder] == .bool(true) {
      transaction.settlement.queuesInOrder.insert(transaction.settleKey(of: &new))
    }
    guard let holders = new.draft.annotations[LicensingAnnotation.holders] else { return }
    transaction.settlement.annotations[id] = Annotation(
      value: holders, path: new.draft.path + ".\(LicensingAnnotation.holders)")
  }

  private func checkUnits(_ units: JSONValue?, _ path: String) throws {
    guard let count = units?.intValue, count < 0 else { return }
    throw GraphError.seedMistake("\(count) units: a pool has none or more", path: path + ".allottedUnits")
  }

  private func applyProduct(to new: inout NewEntity, _ isAssignableTo: String) {
    let product = new.properties["skuId"]?.stringValue.flatMap { products[$0] }
    if new.properties["skuPartNumber"] == nil, let product {
      new.properties["skuPartNumber"] = .string(product.partNumber)
    }
    guard new.properties["services"] == nil else { return }
    new.properties["services"] = .array((product?.plans ?? []).map { Self.service($0, isAssignableTo) })
  }

  private static func service(_ plan: ProductCatalog.Plan, _ isAssignableTo: String) -> JSONValue {
    [
      "@odata.type": .string("#" + LicensingType.service),
      "assignableTo": .string(plan.isAssignable ? isAssignableTo : "none"), "planId": .string(plan.id),
      "planName": .string(plan.name),
    ]
  }

  /// A service is assignable as its allotment is; a subscription is active.
  private func completeValues(of properties: inout [String: JSONValue], _ isAssignableTo: String) {
    properties["services"] = Self.filling(
      ["assignableTo": .string(isAssignableTo)], in: properties["services"])
    properties["subscriptions"] = Self.filling(
      ["state": "active", "tags": "none"], in: properties["subscriptions"] ?? .array([]))
  }

  private static func filling(_ defaults: [String: JSONValue], in values: JSONValue?) -> JSONValue {
    .array(
      (values?.arrayValue ?? []).map { value in
        guard var object = value.objectValue else { return value }
        for (name, value) in defaults where object[name]?.isNull != false { object[name] = value }
        return .object(object)
      })
  }

  /// Numbers go up within one load, after the allotments of the product that have an id of their own: so the same
  /// seed once more finds the objects that it made before.
  private func nextIdentifier(_ new: NewEntity, _ transaction: WriteTransaction) throws -> String {
    let names = ["skuId", "externalServiceIdentifier"]
    let product = names.lazy.compactMap { new.properties[$0]?.stringValue }.first ?? ""
    let sql = """
      SELECT id FROM allotment WHERE coalesce(json_extract(properties, '$.skuId'),
        json_extract(properties, '$.externalServiceIdentifier'), '') = ?
      """
    let ids = try String.fetchAll(transaction.db, sql: sql, arguments: [product])
    let made = Set((0...ids.count).map { LicenseIdentifier.allotment(product: product, number: $0) })
    let number = ids.count { !made.contains($0) } + transaction.settlement.numbered[product, default: 0]
    transaction.settlement.numbered[product, default: 0] += 1
    return LicenseIdentifier.allotment(product: product, number: number)
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    transaction.settlement.touch(entity.key, [])
    guard let holders = transaction.settlement.annotations.removeValue(forKey: entity.id) else { return }
    try SeededPlaces(transaction: transaction).claim(holders.value, of: entity, path: holders.path)
  }

  /// The number of holders is nobody's to set.
  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if let draft = transaction.changingDraft { try checkUnits(draft.properties["allottedUnits"], draft.path) }
    new.properties["consumedUnits"] = nil
    new.columns["consumedUnits"] = try DatabaseValue.fetchOne(
      transaction.db, sql: "SELECT consumedUnits FROM allotment WHERE key = ?", arguments: [old.key])
    var values = Dictionary(new.properties.members.map { ($0.name, $0.value) }) { $1 }
    completeValues(of: &values, new.string("assignableTo") ?? "user,group")
    for name in ["services", "subscriptions"] { new.properties[name] = values[name] }
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    transaction.settlement.touch(new.key, [])
    if old.string("assignableTo") != new.string("assignableTo") { try transaction.touchPool(new.key) }
    if try showsOtherLicenses(old, new, transaction) { try transaction.noteProduct(of: new.key) }
    if let draft = transaction.changingDraft { try seedRepeats(new, draft, transaction) }
  }

  /// Who holds units already is still to hold them when the load is done.
  func seedRepeats(_ entity: Entity, _ draft: Draft, _ transaction: WriteTransaction) throws {
    if draft.annotations[LicensingAnnotation.isQueueInOrder] == .bool(true) {
      transaction.settlement.queuesInOrder.insert(entity.key)
    }
    guard let holders = draft.annotations[LicensingAnnotation.holders] else { return }
    try SeededPlaces(transaction: transaction).claim(
      holders, of: entity, path: draft.path + ".\(LicensingAnnotation.holders)")
  }

  /// Whether users and groups have other licenses by the change: units, tags and the like are nothing to them.
  private func showsOtherLicenses(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws
    -> Bool
  {
    let shown = ["skuId", "externalServiceIdentifier", "assignableTo", "services"]
    guard shown.allSatisfy({ old.properties[$0] == new.properties[$0] }) else { return true }
    guard old.properties["subscriptions"] != new.properties["subscriptions"] else { return false }
    let sql = "SELECT \(LicenseSQL.state("?1")) <> \(LicenseSQL.state("?2"))"
    let documents = [old, new].map { JSONValue.object($0.properties).text }
    return try Bool.fetchOne(transaction.db, sql: sql, arguments: StatementArguments(documents)) ?? false
  }
}
