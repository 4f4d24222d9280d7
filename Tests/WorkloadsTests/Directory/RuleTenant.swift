import EntityModel
import Foundation
import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import OData
import Testing

/// A tenant of its own in a temporary file, with the real model and the rules of all workloads.
///
/// A class because its folder goes with it.
final class RuleTenant {
  let store: TenantStore
  private let folder: URL
  /// The time of every write, until a test moves it.
  var now: Moment

  static let start = "2026-01-31T08:15:30Z"

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let stored = try StoredModel.shared.get()
    let schema = try StoreSchema(
      model: stored.model, groundwork: stored.groundwork, views: testWorkloads.all.flatMap(\.views))
    store = try TenantStore(
      path: folder.appending(path: "tenant.db").path, schema: schema, rules: testRules,
      extensions: testWorkloads.storeExtensions,
      identifiers: IdentifierSource(SeededGenerator(seed: 1)))
    now = try #require(Moment(Self.start))
    try store.direct { try EmulatorTable.setValue(.tenant, "default", $0) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func write<Result>(
    _ origin: WriteTransaction.Origin = .request, caller: Int64? = nil,
    _ body: (WriteTransaction) throws -> Result
  ) throws -> Result {
    try store.write(origin: origin, moment: now) { transaction, _ in
      transaction.caller = caller
      return try body(transaction)
    } answer: { result, _ in
      result
    }
  }

  /// The error of a write that is refused.
  func refusal(
    _ origin: WriteTransaction.Origin = .request, caller: Int64? = nil,
    _ body: (WriteTransaction) throws -> Void
  ) throws -> GraphError? {
    do { try write(origin, caller: caller, body) } catch let error as GraphError { return error }
    return nil
  }

  @discardableResult
  func call(
    _ name: String, on entity: Entity? = nil, _ parameters: [String: JSONValue] = [:], caller: Int64? = nil
  ) throws -> OperationResult {
    try write(caller: caller) { try $0.call(name, on: entity, parameters, rules: testRules) }
  }

  /// What the workloads add to an object in an export.
  func annotations(of entity: Entity, reference: (Int64) -> String?) throws -> JSONObject {
    try write { transaction in
      let current = try transaction.entity(key: entity.key, in: transaction.table(entity.type.name)) ?? entity
      return try transaction.exportRules(for: current).reduce(into: JSONObject()) { all, rule in
        all.members += try rule.annotations(of: current, reference: reference, transaction).members
      }
    }
  }

  /// All values of the first column.
  func column<Value: DatabaseValueConvertible>(_ sql: String, _ arguments: StatementArguments = []) throws
    -> [Value]
  {
    try store.direct { db in try Value.fetchAll(db, sql: sql, arguments: arguments) }
  }

  /// The object as it is stored now, deleted ones too.
  func stored(_ entity: Entity) throws -> Entity? {
    try write { try $0.entity(key: entity.key, in: $0.table(entity.type.name)) }
  }

  /// Ids of a group's members or owners, in order of joining.
  func linked(_ link: String, _ source: Entity) throws -> [String] {
    try column(
      "SELECT o.id FROM \(link) l JOIN directoryObject o ON o.key = l.target WHERE l.source = ? ORDER BY l.position",
      [source.key])
  }
}

extension WriteTransaction {
  @discardableResult
  func make(
    _ type: String, id: String? = nil, _ values: [String: JSONValue] = [:], references: [String: Int64] = [:],
    owner: Int64? = nil, deleted: String? = nil, annotations: JSONObject = [:]
  ) throws -> Entity {
    guard let type = model.type("microsoft.graph." + type) else { throw StoreError.unknownType(type) }
    var new = NewEntity(draft: Draft(type: type, annotations: annotations), type: type, owner: owner)
    new.id = id
    new.properties = values
    new.references = references
    new.deleted = deleted
    return try insert(new)
  }

  @discardableResult
  func set(_ entity: Entity, _ values: [String: JSONValue]) throws -> Entity {
    guard let current = try self.entity(key: entity.key, in: table(entity.type.name)) else {
      throw StoreError.malformedRow(entity.type.name)
    }
    return try update(current) { entity in
      for (name, value) in values { entity.properties[name] = value }
    }
  }

  func tie(_ link: String, _ source: Entity, _ target: Entity) throws {
    guard let table = schema.links.first(where: { $0.name == link }) else {
      throw StoreError.unknownType(link)
    }
    try self.link(table, source: source.key, target: target.key)
  }

  func untie(_ link: String, _ source: Entity, _ target: Entity) throws {
    guard let table = schema.links.first(where: { $0.name == link }) else {
      throw StoreError.unknownType(link)
    }
    try unlink(table, source: source.key, target: target.key)
  }

  /// Calls an operation on an object, or on a collection when there is none.
  @discardableResult
  func call(
    _ name: String, on entity: Entity? = nil, _ parameters: [String: JSONValue] = [:], rules: RuleBook
  ) throws -> OperationResult {
    guard let operation = model.operations(name).first, let rule = rules.operation(operation)
    else {
      throw StoreError.unknownType(name)
    }
    let current = try entity.flatMap { try self.entity(key: $0.key, in: table($0.type.name)) }
    return try rule.invoke(
      OperationCall(operation: operation, entity: current, parameters: parameters),
      self)
  }

  // MARK: Objects that most tests need

  func user(_ name: String, _ values: [String: JSONValue] = [:]) throws -> Entity {
    var all: [String: JSONValue] = [
      "accountEnabled": .bool(true), "displayName": .string(name), "mailNickname": .string(name),
      "userPrincipalName": .string("\(name)@contoso.example"),
      "passwordProfile": ["password": "Long-enough-1"],
    ]
    all.merge(values) { _, new in new }
    return try make("user", all)
  }

  func group(_ name: String, _ values: [String: JSONValue] = [:]) throws -> Entity {
    var all: [String: JSONValue] = [
      "displayName": .string(name), "mailNickname": .string(name), "mailEnabled": .bool(false),
      "securityEnabled": .bool(true),
    ]
    all.merge(values) { _, new in new }
    return try make("group", all)
  }
}

/// All workloads, without any product.
let testWorkloads = WorkloadList.all(products: ProductCatalog([]))

let testRules = testWorkloads.rules

extension OperationResult {
  var value: JSONValue? {
    guard case .value(let value, _) = self else { return nil }
    return value
  }

  var keys: [Int64]? {
    guard case .entities(let keys, _) = self else { return nil }
    return keys
  }

  var status: Int? {
    guard case .empty(let status) = self else { return nil }
    return status
  }
}
