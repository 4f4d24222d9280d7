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
  /// SQL of tables, indexes and triggers beside the model's own.
  package var tables: [String] = []
  package var views: [StoreView] = []
  /// Functions that the SQL above and the derived expressions call.
  package var functions: @Sendable (Database) throws -> Void = { _ in }
  /// The expressions behind properties that the model annotates `Derived`.
  package var derived = DerivedExpressions()

  package init(_ name: String) { self.name = name }
}

/// All workloads that a service is made of.
package struct Workloads: Sendable {
  package let all: [Workload]

  /// - Parameter all: in the order in which their rules look at a whole request.
  package init(_ all: [Workload]) { self.all = all }

  package var contracts: Contracts {
    Contracts(all.map { Contract(name: $0.name, conventions: $0.conventions, messages: $0.messages) })
  }

  package var rules: RuleBook {
    var book = RuleBook()
    for workload in all { book.add(workload.rules + workload.operations) }
    for workload in all { book.add(workload.closingRules) }
    return book
  }

  package var storeExtensions: [StoreExtension] {
    all.map { StoreExtension(creationSQL: $0.tables, views: $0.views, functions: $0.functions) }
  }

  package var derived: DerivedExpressions {
    all.reduce(into: DerivedExpressions()) { $0.merge($1.derived) }
  }
}
