import EntityModel
import OData

/// What a name in an expression is looked up in.
enum Place {
  /// A row of an entity table.
  case row(alias: String, StructuredType)
  /// A complex value: what a path leads to in a JSON text, and the row it is part of.
  case complex(document: SQLText, path: String, StructuredType, row: String?)
  /// An element of a collection of primitive values.
  case element(Leaf)
}

/// A single value in its stored form: texts for times and enumeration members, 1 and 0 for Booleans.
struct Leaf {
  var sql: SQLText
  var type: ValueType
  /// The column `id` or a copy of one: compared exactly, GUIDs being in lower case already.
  var isIdentifier = false
  /// The indexed column that holds `fold(…)` of the value.
  var foldedColumn: SQLText?
  /// Compared with regard to case.
  var isExact = false
  /// Stored as `PendingApproval`, sent as `pendingApproval`.
  var isCamelCased = false

  /// The value as case-insensitive comparisons see it.
  var folded: SQLText { foldedColumn ?? "fold(\(sql))" }

  static func null(_ type: ValueType) -> Leaf { Leaf(sql: "NULL", type: type) }
}
