package import GRDB

/// What rules add to a tenant's store: to the database beside the model's own tables, and to the settings.
package struct StoreExtension: Sendable {
  /// Tables, triggers and indexes, run once when the database is made.
  package let creationSQL: [String]
  /// Tables, triggers and indexes that are made when something is first written to one of the tables.
  package let parts: [TablePart]
  /// Tables that every tenant has rows in.
  package let firstTables: [String]
  /// Made after all tables.
  package let views: [StoreView]
  /// Functions that the SQL above and the derived expressions call, installed on each connection.
  package let functions: @Sendable (Database) throws -> Void
  /// The settings that the rules follow; nil: none of their own.
  package let settings: (any SettingsPart.Type)?

  package init(
    creationSQL: [String] = [], parts: [TablePart] = [], firstTables: [String] = [],
    views: [StoreView] = [], settings: (any SettingsPart.Type)? = nil,
    functions: @escaping @Sendable (Database) throws -> Void = { _ in }
  ) {
    self.creationSQL = creationSQL
    self.parts = parts
    self.firstTables = firstTables
    self.views = views
    self.settings = settings
    self.functions = functions
  }
}
