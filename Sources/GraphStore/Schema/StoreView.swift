/// A view of the database: the rows of a type or the links of a navigation property that follow from others.
package struct StoreView: Sendable {
  /// SQL for the links of one object, whose key it is given: rows of `target` and `position`.
  package typealias Links = @Sendable (_ source: SQLText) -> SQLText

  package let name: String
  /// Of a view of links that follow from each other: a query for one object can end when it has enough of them,
  /// which one for any object cannot. nil: the view serves for both.
  package let links: Links?
  /// Names of its columns, where the query does not give them.
  private let columns: [String]
  private let query: SQLText

  package init(_ name: String, columns: [String] = [], _ query: SQLText, links: Links? = nil) {
    self.name = name
    self.columns = columns
    self.links = links
    self.query = query
  }

  package var creationSQL: String {
    let columns = columns.isEmpty ? "" : " (\(columns.map(quoted).joined(separator: ", ")))"
    return "CREATE VIEW \(quoted(name))\(columns) AS\n\(query)"
  }
}
