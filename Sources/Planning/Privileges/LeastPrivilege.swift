/// The permissions with which a program could have sent what it has sent, and little else.
///
/// Only those count that are the least privileged ones of some route that it uses; of the sets of them that suffice it is
/// the one that opens the fewest of all routes, and of those the smallest.
package struct LeastPrivilege: Sendable {
  /// In alphabetical order.
  package let permissions: [String]
  /// No token of that kind can use them.
  package let impossible: [UsedRoute]

  package init(_ used: [UsedRoute], _ kind: AcceptedPermissions.Kind, _ table: PermissionTable) {
    let names = table.names
    let uses = used.filter(\.isKnown).map { (use: $0, candidates: $0.candidates(kind, names)) }
    impossible = uses.filter(\.candidates.isEmpty).map(\.use)
    let all = Set(uses.flatMap(\.candidates)).sorted()
    let choices = uses.filter { !$0.candidates.isEmpty }.map { possible in
      all.filter { possible.use.isAllowed(kind, with: PermissionSet([$0])) }
    }
    var search = PermissionSearch(choices: choices, all: all, opened: table.routesOpened(kind))
    search.run()
    permissions = names.names(PermissionSet(search.best)).sorted()
  }
}
