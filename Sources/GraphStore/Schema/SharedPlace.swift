package import EntityModel

/// Where the rows are that a navigation property shows though another place contains them.
package struct SharedPlace: Sendable {
  /// Which of the rows there belong to the object before.
  ///
  /// Indirect, because sources of rows are passed on, and tables are large.
  package indirect enum Match: Sendable {
    /// Those whose property has its id; the names lead to the property.
    case property([String], of: EntityTable)
    /// The same, where that object has no row and its id is known.
    case identifier(String, at: [String])
    /// Those whose open value has a member that is called by its id.
    case member([String], of: EntityTable)
    /// Those whose property has the id of a row of that table from which a link leads to it.
    case linked([String], EntityTable, LinkTable)
    /// Those that a single value contains which it contains itself.
    case value(StructuredType, in: EntityTable, ContainedPlace)
    /// Those that the objects of a collection contain which it contains itself.
    case values(StructuredType, in: EntityTable, ContainedPlace)
    /// Those that contain an object, in that table and place, whose column has the key of the object before.
    case holder(of: EntityTable, ContainedPlace, column: String)
    /// The one that contains the object before, which is of that table and has that place.
    case container(of: EntityTable, ContainedPlace)
    /// All that are in the place, which nobody owns.
    case all
  }

  /// Whose they are.
  package enum Owner: Sendable {
    case nobody
    /// The nearest object above that is of the type, in the names of the store.
    case nearest(String)
    /// The single value of the match, or one of its collection.
    case value
  }

  package let match: Match
  package let owner: Owner
  package let place: ContainedPlace
  /// The object before is a single value, and the rows are found by what contains that, which has its id.
  package var isOfContainer = false
  /// Where that value is once it has a row, which may have another id.
  var value: SingleRow?
  /// The object before is in something else than what owns the rows, as the item of an activity of a drive: its id alone says
  /// which are its own.
  var isByIdentifierAlone = false
}

extension SharedPlace.Match {
  /// Where the objects are that the rows are found by, but for the one before; nil: there are none.
  var table: EntityTable? {
    switch self {
    case .value(_, let table, _), .values(_, let table, _), .holder(let table, _, _),
      .container(let table, _):
      table
    case .property, .identifier, .member, .linked, .all: nil
    }
  }

  /// Names that lead to the property whose text is the id of the object that a row belongs to; nil where something else
  /// says that.
  package var property: [String]? {
    switch self {
    case .property(let names, _), .identifier(_, let names): names
    case .value, .values, .holder, .member, .linked, .container, .all: nil
    }
  }

  /// The rows are those of the other place, whatever leads there.
  package var isAll: Bool {
    if case .all = self { true } else { false }
  }
}

extension SharedPlace {
  /// The same where what contains the rows has no row itself: nobody owns them.
  ///
  /// - Parameter path: where that is, in stored names.
  package func belowNothing(at path: String) -> SharedPlace {
    SharedPlace(match: match, owner: .nobody, place: place.below(path))
  }

  /// The same where the object before has no row.
  package func ofNothing(called identifier: String) -> SharedPlace {
    guard case .property(let names, _) = match else { return self }
    return SharedPlace(match: .identifier(identifier, at: names), owner: owner, place: place)
  }

  /// The same by what contains the object before, a single value with its id.
  ///
  /// - Parameters:
  ///   - table: where that is.
  ///   - value: where the value itself is once it has a row; nil where it then has that id too.
  package func ofContainer(in table: EntityTable, value: SingleRow?) -> SharedPlace {
    let found: Match? =
      switch match {
      case .property(let names, _): .property(names, of: table)
      case .member(let names, _): .member(names, of: table)
      case .linked: match
      case .identifier, .value, .values, .holder, .container, .all: nil
      }
    return found.map {
      SharedPlace(match: $0, owner: owner, place: place, isOfContainer: true, value: value)
    } ?? self
  }

  /// - Parameters:
  ///   - alias: of the table of the rows.
  ///   - parent: SQL for the key of the object before.
  func conditions(alias: String, parent: String) -> [SQLText] {
    [condition(alias, parent)] + place.conditions(prefix: alias + ".") + ownerConditions(alias, parent)
  }

  /// Where ids are names, those of different owners have the same.
  private func ownerConditions(_ alias: String, _ parent: String) -> [SQLText] {
    guard !isByIdentifierAlone, case .nearest = owner, case .property(_, let table) = match, table.hasOwner,
      !table.named.isEmpty
    else { return [] }
    let isOwner = table.isOwnerSQL("\(alias).owner", ofKey: parent)
    // What contains the value may be the owner itself.
    return [isOfContainer ? "(\(alias).owner = \(parent) OR \(isOwner))" : isOwner]
  }

  private func condition(_ alias: String, _ parent: String) -> SQLText {
    switch match {
    case .property(let names, let table):
      let ids =
        [table.identifierSQL(ofKey: parent)] + [self.value?.identifierSQL(below: parent)].compactMap(\.self)
      return "\(value(names, alias)) IN (\(ids.joined(separator: ", ")))"
    case .identifier(let identifier, let names): return "\(value(names, alias)) = \(literal(identifier))"
    case .member(let names, let table):
      let id = table.identifierSQL(ofKey: parent)
      return """
        EXISTS (SELECT 1 FROM json_each(\(alias).properties, \(path(names))) m \
        WHERE m.type <> 'null' AND m.key = \(id) COLLATE NOCASE)
        """
    case .linked(let names, let table, let link):
      let live = table.isSoftDeleted ? " AND deleted IS NULL" : ""
      return """
        \(value(names, alias)) IN (SELECT id FROM \(quoted(table.name)) \
        WHERE key IN (SELECT source FROM \(quoted(link.name)) WHERE target = \(parent))\(live))
        """
    case .value(_, let table, let place):
      let conditions = ["owner = \(parent)"] + place.conditions()
      return
        "\(alias).owner = (SELECT key FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND ")))"
    case .values(_, let table, let place):
      let conditions = ["owner = \(parent)"] + place.conditions()
      return
        "\(alias).owner IN (SELECT key FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND ")))"
    case .holder(let table, let place, let column):
      let conditions = ["\(quoted(column)) = \(parent)"] + place.conditions()
      return
        "\(alias).key IN (SELECT owner FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND ")))"
    case .container(let table, let place):
      let conditions = ["key = \(parent)"] + place.conditions()
      return
        "\(alias).key = (SELECT owner FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND ")))"
    case .all: return "\(alias).owner IS NULL"
    }
  }

  /// The value by which rows are told to belong to an object.
  private func value(_ names: [String], _ alias: String) -> SQLText {
    names == ["id"] ? "\(alias).id" : "json_extract(\(alias).properties, \(path(names)))"
  }

  private func path(_ names: [String]) -> SQLText { literal("$." + names.joined(separator: ".")) }
}

/// A single value that has a row: in a table, by its place.
package struct SingleRow: Sendable {
  private let table: String
  private let place: ContainedPlace

  package init(in table: EntityTable, at place: ContainedPlace) {
    (self.table, self.place) = (table.name, place)
  }

  /// - Parameter parent: SQL for the key of what contains it.
  fileprivate func identifierSQL(below parent: String) -> SQLText {
    let conditions = (["owner = \(parent)"] + place.conditions()).joined(separator: " AND ")
    return "(SELECT id FROM \(quoted(table)) WHERE \(conditions))"
  }
}
