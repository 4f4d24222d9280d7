package import EntityModel

/// The rows that a place in a path stands for, before any query option.
package struct RowSource: Sendable {
  /// How the rows hang together with the object before them in the path, whose key is `?1`.
  package enum Relation: Sendable {
    case all
    /// Children of nobody: a contained set below a singleton.
    case unowned(ContainedPlace)
    case owned(ContainedPlace)
    case shared(SharedPlace)
    /// Rows whose column holds the key.
    case column(String)
    /// The one row whose key stands in a column of the object's own row.
    case referenced(table: String, column: String)
    case link(LinkTable)
    case inverseLink(LinkTable)
    /// Rows that somebody found already, live or deleted: `?2` is a JSON array of their keys, which also says their
    /// order.
    case listed

    /// The rows live elsewhere and hang off the object by references.
    package var isReference: Bool {
      switch self {
      case .column, .link, .inverseLink: true
      case .all, .unowned, .owned, .shared, .referenced, .listed: false
      }
    }

    /// Where contained rows are; nil for others.
    package var place: ContainedPlace? {
      switch self {
      case .unowned(let place), .owned(let place): place
      case .shared(let shared): shared.place
      case .all, .column, .referenced, .link, .inverseLink, .listed: nil
      }
    }

    /// Where rows are that another place contains; nil for others.
    package var shared: SharedPlace? {
      if case .shared(let shared) = self { shared } else { nil }
    }

    /// Rows that belong to what contains the single value before them.
    package var isOfContainer: Bool { shared?.isOfContainer == true }

    /// Another place contains the rows, below what has no row.
    package var isNobodys: Bool {
      if case .nobody? = shared?.owner { true } else { false }
    }

    /// Links that follow from each other.
    package var isClosure: Bool {
      if case .link(let link) = self { link.links?.isClosure == true } else { false }
    }
  }

  package let table: EntityTable
  package var relation: Relation
  /// Texts of the `type` column that belong here; nil when all of the table's do.
  package var types: [String]?
  package var holdsDeleted: Bool
  /// The condition that a row is there for the caller; nil when all are.
  package var visibility: DerivedExpressions.Expression?
  /// Lists have what happens in some time alone.
  package var window: TimeWindow?
  /// Those that lists have; nil where they have all, and where a key asks.
  package var listedKind: ListedKind?
  /// Those that are there without a row.
  package var named: NamedRows?
  /// Those that a key finds as well.
  package var deeper: [DeeperRows] = []

  /// It stands for the first row alone.
  package var isFirst = false

  package init(table: EntityTable, relation: Relation, types: [String]?, holdsDeleted: Bool = false) {
    self.table = table
    self.relation = relation
    self.types = types
    self.holdsDeleted = holdsDeleted
  }
}

extension RowSource {
  /// The same rows below an object that has none itself: nobody owns them, and a view holds them all.
  ///
  /// - Parameter path: where that object is, in stored names.
  package func belowNothing(at path: String) -> RowSource {
    var source = self
    switch relation {
    case .owned(let place): source.relation = .unowned(place.below(path))
    case .link(let link): if link.isView { source.relation = .all }
    case .all, .unowned, .shared, .column, .referenced, .inverseLink, .listed: break
    }
    return source
  }

  /// The same rows and those that the object before has at another place beside.
  package func joined(with other: ContainedPlace) -> RowSource {
    guard case .owned(let place) = relation, let own = place.name, let other = other.name else { return self }
    var source = self
    source.relation = .owned(.either([own, other]))
    return source
  }

  /// `"group_members" lt CROSS JOIN "directoryObject" t ON t.key = lt.target`: all rows of a collection, link by link.
  ///
  /// - Parameter parent: SQL for the key of the object before.
  package func fromSQL(alias: String = "t", parent: String = "?1") -> String {
    if case .listed = relation {
      return "json_each(?2) l\(alias) CROSS JOIN \(rowsSQL(alias, parent)) ON \(alias).key = l\(alias).value"
    }
    guard let (link, end) = linkEnd else { return rowsSQL(alias, parent) }
    return
      "\(linksSQL(link, parent)) l\(alias) CROSS JOIN \(rowsSQL(alias, parent)) ON \(alias).key = l\(alias).\(end)"
  }

  /// The same rows beside the object before in one FROM, where SQLite lets no subquery see it.
  package var besideItsParent: RowSource {
    guard case .link(let link) = relation else { return self }
    var source = self
    source.relation = .link(LinkTable(name: link.name, isView: link.isView, isLate: link.isLate, links: nil))
    return source
  }

  /// The table of links; where a view reckons them for one owner, those of the object before alone.
  private func linksSQL(_ link: LinkTable, _ parent: String) -> String {
    guard case .link = relation, let links = link.links else { return quoted(link.name) }
    return "(\(links.sql(parent)))"
  }

  /// Where one row is wanted of several, the first that was made.
  func firstSQL(alias: String = "t") -> String { isFirst ? " ORDER BY \(alias).key" : "" }

  /// `"directoryObject" t CROSS JOIN "group_members" lt ON lt.target = t.key`: one row that is found by itself, and
  /// then its link.
  func itemSQL(alias: String = "t") -> String {
    // An id below an owner is found by both together, and a view is looked through once.
    guard let (link, end) = linkEnd, !link.isView, !table.isView, !table.isFoundByOwner else {
      return fromSQL(alias: alias)
    }
    return
      "\(rowsSQL(alias, "?1")) CROSS JOIN \(quoted(link.name)) l\(alias) ON l\(alias).\(end) = \(alias).key"
  }

  private func rowsSQL(_ alias: String, _ parent: String) -> String {
    let stored = storedRowsSQL(parent)
    let rows = named.map { $0.sql(table, relation, parent: parent, beside: stored) } ?? stored
    return "\(rows) \(alias)"
  }

  /// The table; with what stands deeper a query of the rows that belong here, in which SQLite looks for the id of each
  /// place by the index.
  private func storedRowsSQL(_ parent: String) -> String {
    guard !deeper.isEmpty, let own = ownConditions(parent)?.joined(separator: " AND ") else {
      return quoted(table.name)
    }
    let columns = table.columnDefinitions.map { quoted($0.name) }.joined(separator: ", ")
    let places = [own] + deeper.map { $0.condition(parent: parent) }
    let queries = places.map { "SELECT \(columns) FROM \(quoted(table.name)) WHERE \($0)" }
    return "(\(queries.joined(separator: " UNION ALL ")))"
  }

  /// Of the rows that lists have, where there may be others deeper.
  private func ownConditions(_ parent: String) -> [SQLText]? {
    switch relation {
    case .owned(let place): ["owner = \(parent)"] + place.conditions()
    case .shared(let shared): shared.conditions(alias: quoted(table.name), parent: parent)
    case .all, .unowned, .column, .referenced, .link, .inverseLink, .listed: nil
    }
  }

  /// The table of links, and its column with the keys of the rows.
  private var linkEnd: (LinkTable, String)? {
    switch relation {
    case .link(let link): (link, "target")
    case .inverseLink(let link): (link, "source")
    case .all, .unowned, .owned, .shared, .column, .referenced, .listed: nil
    }
  }

  /// What orders the rows when nothing else does: the order of joining, of creation, or the view's own.
  package func positionSQL(alias: String = "t") -> String {
    switch relation {
    case .link: "l\(alias).position"
    case .listed: "l\(alias).key"
    case .inverseLink(let link): link.isView ? ownPositionSQL(alias) : "l\(alias).position"
    case .all, .unowned, .owned, .shared, .column, .referenced: ownPositionSQL(alias)
    }
  }

  /// The rows come one by one as they are found, and not in their order.
  var isFoundOneByOne: Bool { relation.isClosure }

  private func ownPositionSQL(_ alias: String) -> String {
    table.isView ? "\(alias).position" : "\(alias).key"
  }

  /// The conditions that make a row belong here.
  ///
  /// - Parameter parent: SQL for the key of the object before: `?1`, or a column of an outer query.
  package func conditions(alias: String = "t", parent: String = "?1") -> [String] {
    var conditions: [String] = []
    switch relation {
    case .all: break
    case .unowned(let place): conditions += containment("IS NULL", place, alias)
    case .owned(let place):
      if deeper.isEmpty { conditions += containment("\(ownerComparison) \(parent)", place, alias) }
    case .shared(let shared):
      if deeper.isEmpty { conditions += shared.conditions(alias: alias, parent: parent) }
    case .column(let column): conditions.append("\(alias).\(quoted(column)) = \(parent)")
    case .referenced(let table, let column):
      conditions.append(
        "\(alias).key = (SELECT \(quoted(column)) FROM \(quoted(table)) WHERE key = \(parent))")
    case .link(let link): if link.links == nil { conditions.append("l\(alias).source = \(parent)") }
    case .inverseLink: conditions.append("l\(alias).target = \(parent)")
    case .listed: return []
    }
    if let window { conditions += window.conditions(alias: alias) }
    if let listedKind { conditions.append(Self.condition(listedKind, alias)) }
    if let visibility { conditions.append(visibility(alias)) }
    if let types { conditions.append(Self.typeCondition(types, alias: alias)) }
    if table.isSoftDeleted { conditions.append("\(alias).deleted IS \(holdsDeleted ? "NOT " : "")NULL") }
    return conditions
  }

  /// Objects with names are there also where what contains them has no row: then nobody owns them.
  private var ownerComparison: SQLText { named == nil ? "=" : "IS" }

  /// Where rows have no owner, as those of a view that is at home elsewhere, nothing contains them.
  private func containment(_ owner: SQLText, _ place: ContainedPlace, _ alias: String) -> [SQLText] {
    guard table.hasOwner else { return ["0"] }
    return ["\(alias).owner \(owner)"] + place.conditions(prefix: alias + ".")
  }

  private static func condition(_ listed: ListedKind, _ alias: String) -> SQLText {
    let value = "json_extract(\(alias).properties, \(literal("$." + listed.property)))"
    return "coalesce(\(value), \(literal(listed.text))) = \(literal(listed.text)) COLLATE NOCASE"
  }

  private static func typeCondition(_ types: [String], alias: String) -> String {
    types.count == 1
      ? "\(alias).type = \(literal(types[0]))"
      : "\(alias).type IN (\(types.map(literal).joined(separator: ", ")))"
  }
}
