package import EntityModel
package import JSON
package import OData

/// Something that a workload does beyond storing; which kind of rule it is says when.
package protocol Rule: Sendable {
  /// Enters the rule where its occasions will find it. Each kind does that by itself; a rule of two kinds enters both.
  func enter(_ book: inout RuleBook)
}

/// What a workload does beyond storing, for the objects of one type: checks, values that the server makes, and what
/// follows from a change. Every function runs inside the write transaction.
///
/// A rule that throws undoes the whole request. The default implementations do nothing.
package protocol EntityRule: Rule {
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
  /// A seed says of an object what is there already: the row stays as it is, and what the seed says still counts for the
  /// rest of the load.
  func seedRepeats(_ entity: Entity, _ draft: Draft, _ transaction: WriteTransaction) throws
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
  package func seedRepeats(_ entity: Entity, _ draft: Draft, _ transaction: WriteTransaction) throws {}
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
  /// In which of the places that its owner has for such objects it is to be.
  package var place: String?
  package var references: [String: Int64]
  /// In model order after the rules: the store sorts.
  package var properties: [String: JSONValue]
  package var deleted: String?
  /// Links that it has from its beginning, besides those of the draft: the collection, and the key of what joins it.
  package var links: [(link: LinkTable, target: Int64)] = []

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

/// What a workload does when a reference of a collection is added or taken away.
package protocol LinkRule: Rule {
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

/// What a workload does with the bytes that the objects of some types are about, or that properties of theirs have.
package protocol StreamRule: Rule {
  /// Qualified names of the types it is for; derived types are meant too.
  var types: [String] { get }

  /// Before the object is stored that gets the bytes: the rule may change its id and its values, or refuse the bytes.
  ///
  /// - Parameter name: `StreamTable.media`, or the stored path of the property.
  func willWrite(
    _ stream: NewStream, to name: String, of entity: inout Entity, _ transaction: WriteTransaction
  ) throws
}

/// What a workload does once at the end of every write, for all that the request changed; with origin `.rule`.
package protocol CommitRule: Rule {
  func willCommit(_ transaction: WriteTransaction) throws
}
