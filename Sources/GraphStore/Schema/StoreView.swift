/// A view of the database: the rows of a type or the links of a navigation property that follow from others.
package struct StoreView: Sendable {
  package let name: String
  /// Names of its columns, where the query does not give them.
  private let columns: [String]
  private let query: SQLText

  package init(_ name: String, columns: [String] = [], _ query: SQLText) {
    self.name = name
    self.columns = columns
    self.query = query
  }

  package var creationSQL: String {
    let columns = columns.isEmpty ? "" : " (\(columns.map(quoted).joined(separator: ", ")))"
    return "CREATE VIEW \(quoted(name))\(columns) AS\n\(query)"
  }
}
