package import EntityModel
import JSON

/// The table of one type hierarchy.
///
/// Columns: `key` (creation order, unique over all tables), `id`, `type` (qualified name), `owner` (key of the
/// parent, contained types only), `place` (where several containments have to be told apart, `ContainedPlace`),
/// `deleted` (moment, soft-deleted types only), one column for each single-valued reference and each `Column` property,
/// `properties` (the rest as JSON text in model order), and one column for each indexed property (`foldedColumn`).
package struct EntityTable: Sendable {
  package let name: String
  package let root: StructuredType
  package let isView: Bool
  package let isSoftDeleted: Bool
  /// It is made when something is first written to it; until then it has no rows and is not there.
  package let isLate: Bool
  /// Some type of it exists only below a parent.
  package let hasOwner: Bool
  /// Several containments lead to it whose rows may have the same owner.
  package let hasPlace: Bool
  /// Its rows are looked for by their id alone.
  let isFoundById: Bool
  let hasSeveralTypes: Bool
  /// Clients give ids, which are the same in whatever case.
  let hasGivenIds: Bool
  /// Columns of the single-valued references.
  package let references: [String]
  /// Properties with a column of their own.
  package let columns: [Property]
  /// Stored names of the properties that values are looked up in.
  package let indexed: [String]
  /// Stored names of the properties that no two live objects of one type share.
  package let unique: [String]
  /// Objects that are there before the table has a row of them, by the place that has them; of sets none.
  let namedObjects: [String?: [NamedObject]]
  /// Their ids.
  let named: [String]
  /// What single values have from the beginning, by the place that has them.
  let initial: [String: JSONObject]
}

extension EntityTable {
  /// An id is one object's of those with the same owner, and of no others.
  var isFoundByOwner: Bool { hasOwner && (isLate || !isFoundById) }

  /// Whether an object is one of those that are there before anybody makes them.
  ///
  /// - Parameter place: of the object; nil: of a set, or of a table whose rows need no place.
  package func isNamed(_ id: String, at place: String?) -> Bool {
    let name = Self.navigation(of: place)
    return namedObjects.contains { key, objects in
      (key == name || place == nil) && objects.contains { $0.name == id }
    }
  }

  /// Those that are there before the table has a row of them.
  func namedObjects(at place: String?) -> [NamedObject] { namedObjects[Self.navigation(of: place)] ?? [] }

  /// What a single value has from the beginning.
  func initialValues(at place: String?) -> JSONObject? { Self.navigation(of: place).flatMap { initial[$0] } }

  /// The name at the end of a place, which is a path below what has no row.
  private static func navigation(of place: String?) -> String? {
    place.flatMap { $0.split(separator: "/").last.map(String.init) }
  }

  /// Stored names of the properties whose folded values have a column.
  package var folded: [String] { isView ? [] : indexed + unique }

  package func isFolded(_ property: String) -> Bool {
    !isView && (indexed.contains(property) || unique.contains(property))
  }

  /// The column that the index of a property is on: `displayName_folded`, written with the row by whoever writes it.
  ///
  /// A column and not an expression: other programs that open the file do not have the function `fold`, and could
  /// neither check nor repair an index that calls it.
  package static func foldedColumn(_ property: String) -> String { property + "_folded" }

  /// The value of a property as case-insensitive comparisons see it: a column where there is one.
  ///
  /// - Parameter prefix: table alias with its dot.
  package func foldedSQL(_ property: String, prefix: String = "") -> String {
    isFolded(property)
      ? prefix + quoted(Self.foldedColumn(property)) : Self.foldedSQL(property, of: prefix + "properties")
  }

  /// What stands in the column of a property, from the JSON text of the row.
  package static func foldedSQL(_ property: String, of properties: String) -> String {
    "fold(json_extract(\(properties), \(literal("$." + property))))"
  }
}

/// The table of a collection of references: `source`, `target`, `position` (order of joining).
package struct LinkTable: Sendable {
  package let name: String
  package let isView: Bool
  /// It is made with the first link.
  package let isLate: Bool
  /// The links of one object, where there is a shorter way to them than through the view.
  let links: StoreView.Links?
}

extension LinkTable: Hashable {
  package static func == (one: LinkTable, other: LinkTable) -> Bool { one.name == other.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Where the store finds what a navigation property leads to.
package enum NavigationStorage: Sendable {
  /// The source row's column holds the target's key.
  case reference(column: String)
  /// The rows of the target's table whose column holds the source's key.
  case inverse(column: String)
  case link(LinkTable)
  case inverseLink(LinkTable)
  /// The rows whose `owner` is the source, and that have the place.
  case contained(ContainedPlace)
  /// Rows that another place contains.
  case shared(SharedPlace)
  /// All rows of the target type: a set that hangs off a singleton.
  case home
  /// The soft-deleted rows.
  case deleted

  /// Rows belong to it by their owner, or by what they say of it.
  var isPlace: Bool {
    switch self {
    case .contained, .shared: true
    case .reference, .inverse, .link, .inverseLink, .home, .deleted: false
    }
  }
}
