package import GRDB

/// What rules add to the database beside the model's own tables.
package struct StoreExtension: Sendable {
  /// Tables, triggers and indexes, run once when the database is made.
  package let creationSQL: [String]
  /// Made after all tables.
  package let views: [StoreView]
  /// Functions that the SQL above and the derived expressions call, installed on each connection.
  package let functions: @Sendable (Database) throws -> Void

  package init(
    creationSQL: [String] = [], views: [StoreView] = [],
    functions: @escaping @Sendable (Database) throws -> Void = { _ in }
  ) {
    self.creationSQL = creationSQL
    self.views = views
    self.functions = functions
  }
}
