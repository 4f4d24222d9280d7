package import EntityModel

/// The table of one type hierarchy.
///
/// Columns: `key` (creation order, unique over all tables), `id`, `type` (qualified name), `owner` (key of the
/// parent, contained types only), `deleted` (moment, soft-deleted types only), one column for each single-valued
/// reference and each `Column` property, and `properties`: the rest as JSON text in model order.
package struct EntityTable: Sendable {
  package let name: String
  package let root: StructuredType
  package let isView: Bool
  package let isSoftDeleted: Bool
  /// Some type of it exists only below a parent.
  package let hasOwner: Bool
  /// Stored names of the single-valued references.
  package let references: [String]
  /// Properties with a column of their own.
  package let columns: [Property]
  /// Stored names of the properties with an expression index.
  package let indexed: [String]
  /// Stored names of the properties that no two live objects share.
  package let unique: [String]
}

/// The table of a collection of references: `source`, `target`, `position` (order of joining).
package struct LinkTable: Sendable, Hashable {
  package let name: String
  package let isView: Bool
}

/// Where the store finds what a navigation property leads to.
package enum NavigationStorage: Sendable {
  /// The source row's column holds the target's key.
  case reference(column: String)
  /// The rows of the target's table whose column holds the source's key.
  case inverse(column: String)
  case link(LinkTable)
  case inverseLink(LinkTable)
  /// The rows whose `owner` is the source.
  case contained
  /// All rows of the target type: a set that hangs off a singleton.
  case home
  /// The soft-deleted rows.
  case deleted
}
