package import GraphContract
package import GraphStore

/// All workloads that a service is made of.
package struct WorkloadList: Sendable {
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
    all.map {
      StoreExtension(
        creationSQL: $0.tables, parts: $0.parts, firstTables: $0.firstTables, views: $0.views,
        settings: $0.settings, functions: $0.functions)
    }
  }

  package var permissions: [String] { all.flatMap(\.permissions) }
  package var secretMembers: [SecretMember] { all.flatMap(\.secretMembers) }
  package var secretPlaces: [SecretPlace] { all.flatMap(\.secretPlaces) }

  package var outsideSets: [String] { all.flatMap(\.outsideSets) }

  /// Who can sign in; nil where nobody can.
  package var principals: PrincipalNames? { all.lazy.compactMap(\.principals).first }

  package var derived: DerivedExpressions {
    all.reduce(into: DerivedExpressions()) { $0.merge($1.derived) }
  }
}
