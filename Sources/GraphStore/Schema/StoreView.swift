/// A view of the database: the rows of a type or the links of a navigation property that follow from others.
package struct StoreView: Sendable {
  /// The links of one object, for queries that know it.
  package struct Links: Sendable {
    /// Whether links follow from each other: a query can end when it has enough of them.
    let isClosure: Bool
    /// SQL for rows of `target` and `position`.
    let sql: @Sendable (_ source: SQLText) -> SQLText

    /// - Parameter sql: given SQL for the object's key.
    package init(isClosure: Bool = false, _ sql: @escaping @Sendable (_ source: SQLText) -> SQLText) {
      self.isClosure = isClosure
      self.sql = sql
    }
  }

  package let name: String
  /// A shorter way to the links of one object than through the view, of which SQLite would make all rows where the
  /// object is one of an outer query. nil: there is none.
  package let links: Links?
  /// Names of its columns, where the query does not give them, or nothing of the model is called like the view.
  let columns: [String]
  /// Tables without a row of one of which it has none; empty: it may have some from the beginning.
  package let sources: [String]
  private let query: SQLText

  package init(
    _ name: String, columns: [String] = [], from sources: [String] = [], _ query: SQLText,
    links: Links? = nil
  ) {
    self.name = name
    self.sources = sources
    self.columns = columns
    self.links = links
    self.query = query
  }

  package var creationSQL: String {
    let columns = columns.isEmpty ? "" : " (\(columns.map(quoted).joined(separator: ", ")))"
    return "CREATE VIEW \(quoted(name))\(columns) AS\n\(query)"
  }
}
