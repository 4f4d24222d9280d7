import EntityModel

/// Finds where keys of a table's rows may stand, from the model.
struct ReferenceClearing {
  let model: EntityModel
  let tables: [EntityTable]
  /// By the stored name of the type.
  let tableByType: [String: EntityTable]
  let links: [LinkEnds]

  /// A table of links with the tables that its ends are in; nil: any.
  struct LinkEnds {
    let link: LinkTable
    let source: String?
    let target: String?
  }

  /// By table: what takes every reference to one of its rows away; `?1` is the row's key.
  var statements: [String: [String]] {
    let stored = tables.filter { !$0.isView }
    return Dictionary(
      stored.map { ($0.name, linkSQL($0) + columnSQL($0, in: stored)) }
    ) { first, _ in first }
  }

  private func linkSQL(_ table: EntityTable) -> [String] {
    links.compactMap { ends in
      let columns = [("source", ends.source), ("target", ends.target)]
        .filter { $0.1 == nil || $0.1 == table.name }
      guard !columns.isEmpty else { return nil }
      let condition = columns.map { "\($0.0) = ?1" }.joined(separator: " OR ")
      return "DELETE FROM \(quoted(ends.link.name)) WHERE \(condition)"
    }
  }

  private func columnSQL(_ target: EntityTable, in tables: [EntityTable]) -> [String] {
    tables.flatMap { table in
      table.references.filter { isReference($0, of: table, to: target) }.map { column in
        "UPDATE \(quoted(table.name)) SET \(quoted(column)) = NULL WHERE \(quoted(column)) = ?1"
      }
    }
  }

  private func isReference(_ column: String, of table: EntityTable, to target: EntityTable) -> Bool {
    model.family(of: table.root).contains { type in
      guard let navigation = type.navigationProperty(column), let type = model.type(navigation.target) else {
        return false
      }
      return tableByType[type.storedName]?.name == target.name
    }
  }
}
