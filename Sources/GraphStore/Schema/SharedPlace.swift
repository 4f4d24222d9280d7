package import EntityModel

/// Where the rows are that a navigation property shows though another place contains them.
package struct SharedPlace: Sendable {
  /// Which of the rows there belong to the object before.
  package enum Match: Sendable {
    /// Those whose property has its id; the names lead to the property.
    case property([String], of: EntityTable)
    /// Those that a single value contains which it contains itself.
    case value(StructuredType, in: EntityTable, ContainedPlace)
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

extension SharedPlace {
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
      let value =
        names == ["id"]
        ? "\(alias).id" : "json_extract(\(alias).properties, \(literal("$." + names.joined(separator: "."))))"
      return "\(value) = \(table.identifierSQL(ofKey: parent))"
    case .value(_, let table, let place):
      let conditions = ["owner = \(parent)"] + place.conditions()
      return
        "\(alias).owner = (SELECT key FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND ")))"
    }
  }
}
