import GRDB

/// A view without rows in the place of a table that nothing was written to yet, or of a view of such tables.
///
/// It takes no page of the file, and whoever reads the table by its name finds what there is: nothing. The first write puts
/// the table in its place, and SQLite prepares anew what it had prepared for the view.
struct StandIn: Sendable {
  let name: String
  let columns: [String]

  init(_ table: EntityTable) {
    self.init(name: table.name, columns: table.columnDefinitions.map(\.name))
  }

  /// Of the rows that the engine reads of a view.
  init(view table: EntityTable) { self.init(name: table.name, columns: table.viewColumns) }

  init(_ link: LinkTable) { self.init(name: link.name, columns: ["position", "source", "target"]) }

  init(name: String, columns: [String]) { (self.name, self.columns) = (name, columns) }

  /// Short, since every database holds it.
  var creationSQL: SQLText {
    let names = columns.map(quoted).joined(separator: ",")
    let values = columns.map { _ in "0" }.joined(separator: ",")
    return "CREATE VIEW \(quoted(name))(\(names)) AS SELECT \(values) WHERE 0"
  }

  var removalSQL: SQLText { "DROP VIEW IF EXISTS \(quoted(name))" }
}

extension StandIn {
  /// Of all tables that a database need not have but has to name.
  static func all(_ tables: [EntityTable], _ links: [LinkTable]) -> [StandIn] {
    tables.filter { !$0.isView && !$0.isLate }.map { StandIn($0) }
      + links.filter { !$0.isView && !$0.isLate }.map { StandIn($0) }
  }
}
