package import EntityModel
package import JSON
package import OData

/// What an area does beyond storing, for the objects of one type: checks, values that the server makes, and what
/// follows from a change. Every function runs inside the write transaction.
///
/// A rule that throws undoes the whole request. The default implementations do nothing.
package protocol EntityRule: Sendable {
  /// Qualified names of the types it is for; derived types are meant too.
  var types: [String] { get }

  /// The object that an inline one of a body or a seed stands for, beyond one with its id; nil when it is a new one.
  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity?
  /// Before a row is made: the rule may change the new object, its id included.
  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws
  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws
  /// Before a row changes: the rule may change the values.
  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws
  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws
  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws
  /// After the row went, or was marked as deleted.
  func didDelete(_ entity: Entity, _ transaction: WriteTransaction) throws
  /// After a soft-deleted object came back.
  func didRestore(_ entity: Entity, _ transaction: WriteTransaction) throws
}

extension EntityRule {
  package func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? { nil }
  package func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {}
  package func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {}
  package func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {}
  package func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {}
  package func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {}
  package func didDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {}
  package func didRestore(_ entity: Entity, _ transaction: WriteTransaction) throws {}
}

/// An object about to be made: what was asked for, with its references resolved.
package struct NewEntity: Sendable {
  /// What the body or the seed said; its annotations and its inline children among it.
  package let draft: Draft
  package let type: StructuredType
  package var id: String?
  /// Its place in the order of creation, when that was settled before; see `WriteTransaction.reserveKey`.
  package var key: Int64?
  package var owner: Int64?
  package var references: [String: Int64]
  /// In model order after the rules: the store sorts.
  package var properties: [String: JSONValue]
  package var deleted: String?

  package init(draft: Draft, type: StructuredType, owner: Int64?) {
    self.draft = draft
    self.type = type
    self.owner = owner
    id = nil
    key = nil
    references = [:]
    properties = [:]
    deleted = nil
  }
}

/// What an area does when a reference of a collection is added or taken away.
package protocol LinkRule: Sendable {
  /// Names of the link tables it is for: `group_members`.
  var links: [String] { get }

  /// - Parameters: keys of the object that has the collection and of the one that joins or leaves.
  func willLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws
  func didLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws
  func willUnlink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws
  func didUnlink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws
}

extension LinkRule {
  package func willLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction)
    throws
  {}
  package func didLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction)
    throws
  {}
  package func willUnlink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction)
    throws
  {}
  package func didUnlink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction)
    throws
  {}
}

/// What an area does once at the end of every write, for all that the request changed; with origin `.rule`.
package protocol CommitRule: Sendable {
  func willCommit(_ transaction: WriteTransaction) throws
}

/// The rules of a service, found by what they are for.
package struct RuleBook: Sendable {
  private var entityRules: [String: [any EntityRule]] = [:]
  private var linkRules: [String: [any LinkRule]] = [:]
  private(set) var commitRules: [any CommitRule] = []
  private(set) var dueRules: [any DueRule] = []
  private(set) var operationRules: [String: any OperationRule] = [:]
  private(set) var viewRules: [String: any ViewRule] = [:]
  private(set) var exportRules: [String: [any ExportRule]] = [:]

  package init() {}

  package mutating func add(_ rule: any EntityRule) {
    for type in rule.types { entityRules[type, default: []].append(rule) }
  }

  package mutating func add(_ rule: any LinkRule) {
    for link in rule.links { linkRules[link, default: []].append(rule) }
  }

  package mutating func add(_ rule: any ViewRule) {
    for type in rule.types { viewRules[type] = rule }
  }

  package mutating func add(_ rule: any CommitRule) { commitRules.append(rule) }

  package mutating func add(_ rule: any DueRule) { dueRules.append(rule) }

  package mutating func add(_ rule: any OperationRule) {
    for name in rule.operations { operationRules[name] = rule }
  }

  package mutating func add(_ rule: any ExportRule) {
    for type in rule.types { exportRules[type, default: []].append(rule) }
  }

  /// Those of the base types first.
  func rules(for type: StructuredType) -> [any EntityRule] {
    (type.baseType.map(rules) ?? []) + (entityRules[type.name] ?? [])
  }

  func rules(for link: LinkTable) -> [any LinkRule] { linkRules[link.name] ?? [] }
}
