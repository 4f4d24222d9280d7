package import GRDB
package import GraphContract
package import GraphStore

/// One workload of the service, whole: how it behaves and speaks, what it adds to the store, and what it does beyond
/// storing. Everything that the engine knows of it stands here.
package struct Workload: Sendable {
  /// As the model's annotation `Workload` gives it: `licensing`.
  package let name: String
  package var conventions = Conventions.plain
  package var messages: any Messages = PlainMessages()
  /// Of every kind; those for the same occasion run in this order.
  package var rules: [any Rule] = []
  /// Rules that look at a whole request after the rules of all workloads.
  package var closingRules: [any Rule] = []
  /// What actions and functions do.
  package var operations: [any OperationRule] = []
  /// Permissions that its rules ask for beside what routes take.
  package var permissions: [String] = []
  /// What is a secret in bodies of its own.
  package var secretMembers: [SecretMember] = []
  /// Where its answers show secrets.
  package var secretPlaces: [SecretPlace] = []
  /// Sets whose changes wait for endpoints outside.
  package var outsideSets: [String] = []
  /// SQL of tables, indexes and triggers beside the model's own that every tenant has from its beginning.
  package var tables: [String] = []
  /// Those that are made when something is first written to one of them.
  package var parts: [TablePart] = []
  /// Tables that every tenant has rows in.
  package var firstTables: [String] = []
  package var views: [StoreView] = []
  /// The tenant settings that it follows; nil: none of its own.
  package var settings: (any SettingsPart.Type)?
  /// Who can sign in, where the workload's objects are those who do.
  package var principals: PrincipalNames?
  /// Functions that the SQL above and the derived expressions call.
  package var functions: @Sendable (Database) throws -> Void = { _ in }
  /// The expressions behind properties that the model annotates `Derived`.
  package var derived = DerivedExpressions()

  package init(_ name: String) { self.name = name }
}
