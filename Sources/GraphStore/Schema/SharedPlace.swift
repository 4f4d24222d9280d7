package import EntityModel

/// Where the rows are that a navigation property shows though another place contains them.
package struct SharedPlace: Sendable {
  /// Which of the rows there belong to the object before.
  package enum Match: Sendable {
    /// Those whose property has its id; the names lead to the property.
    case property([String], of: EntityTable)
    /// The same, where that object has no row and its id is known.
    case identifier(String, at: [String])
    /// Those that a single value contains which it contains itself.
    case value(StructuredType, in: EntityTable, ContainedPlace)
    /// Those that contain an object, in that table and place, whose column has the key of the object before.
    case holder(of: EntityTable, ContainedPlace, column: String)
  }

  /// Whose they are.
  package enum Owner: Sendable {
    case nobody
    /// The nearest object above that is of the type, in the names of the store.
    case nearest(String)
    /// The single value of the match.
    case value
  }

  package let match: Match
  package let owner: Owner
  package let place: ContainedPlace
}

extension SharedPlace.Match {
  /// Where the objects are that the rows are found by, but for the one before; nil: there are none.
  var table: EntityTable? {
    switch self {
    case .value(_, let table, _), .holder(let table, _, _): table
    case .property, .identifier: nil
    }
  }

  /// Names that lead to the property that says whose a row is; nil where something else does.
  package var property: [String]? {
    switch self {
    case .property(let names, _), .identifier(_, let names): names
    case .value, .holder: nil
    }
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

  /// - Parameters:
  ///   - alias: of the table of the rows.
  ///   - parent: SQL for the key of the object before.
  func conditions(alias: String, parent: String) -> [SQLText] {
    [condition(alias, parent)] + place.conditions(prefix: alias + ".") + ownerConditions(alias, parent)
  }

  /// Where ids are names, those of different owners have the same.
  private func ownerConditions(_ alias: String, _ parent: String) -> [SQLText] {
    guard case .nearest = owner, case .property(_, let table) = match, table.hasOwner, !table.named.isEmpty
    else { return [] }
    return [table.isOwnerSQL("\(alias).owner", ofKey: parent)]
  }

  private func condition(_ alias: String, _ parent: String) -> SQLText {
    switch match {
    case .property(let names, let table):
      return "\(value(names, alias)) = \(table.identifierSQL(ofKey: parent))"
    case .identifier(let identifier, let names): return "\(value(names, alias)) = \(literal(identifier))"
    case .value(_, let table, let place):
      let conditions = ["owner = \(parent)"] + place.conditions()
      return
        "\(alias).owner = (SELECT key FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND ")))"
    case .holder(let table, let place, let column):
      let conditions = ["\(quoted(column)) = \(parent)"] + place.conditions()
      return
        "\(alias).key IN (SELECT owner FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND ")))"
    }
  }

  /// The value by which rows are told to belong to an object.
  private func value(_ names: [String], _ alias: String) -> SQLText {
    names == ["id"]
      ? "\(alias).id" : "json_extract(\(alias).properties, \(literal("$." + names.joined(separator: "."))))"
  }
}
