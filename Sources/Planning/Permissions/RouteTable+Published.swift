extension RouteTable {
  /// - Parameter versions: those that the rows are of, which do not say it themselves.
  package mutating func add(_ published: PublishedPermissions, versions: [String]) {
    for row in published.rows {
      add { number in
        Route(
          number: number, method: row.method, template: row.template, versions: versions,
          leastDelegated: row.delegated.least, leastApplication: row.application.least,
          accepted: row.accepted)
      }
    }
  }
}
