import Locks

/// What each route of the table accepts.
///
/// A class because it is made from the table's texts when the first token with permissions comes, and a route's row
/// when the route is first asked for: most programs use few of them.
package final class PermissionTable: Sendable {
  private let table: RouteTable
  private let furtherNames: [String]
  /// The set in which everybody who asks has an object of their own: `users`.
  private let ownSet: String?
  private let state = Lock(State())

  init(_ table: RouteTable, ownSet: String?) {
    self.table = table
    furtherNames = table.furtherPermissions
    self.ownSet = ownSet
  }

  /// Of no route at all.
  package static var empty: PermissionTable { PermissionTable(.empty, ownSet: nil) }

  private var routes: [Route] { table.routes }

  private struct State {
    var names: PermissionNames?
    var rows: [Row?] = []
    var all: [AcceptedPermissions.Kind: [String]] = [:]
    var opened: [AcceptedPermissions.Kind: [NumberSet]] = [:]
  }

  private struct Row {
    let delegated: AcceptedPermissions
    let application: AcceptedPermissions
    /// Of permissions of either kind that count for some objects alone, each once.
    let subjects: [String]

    init(delegated: AcceptedPermissions, application: AcceptedPermissions) {
      (self.delegated, self.application) = (delegated, application)
      subjects = (delegated.conditional + application.conditional).reduce(into: []) { subjects, condition in
        if !subjects.contains(condition.subject) { subjects.append(condition.subject) }
      }
    }

    subscript(kind: AcceptedPermissions.Kind) -> AcceptedPermissions {
      kind == .delegated ? delegated : application
    }
  }

  /// By the number of its row.
  package func route(_ number: Int) -> Route? { routes.indices.contains(number) ? routes[number] : nil }

  package var names: PermissionNames { state.withLock { names(&$0) } }

  /// Those that some route accepts of tokens of a kind, in alphabetical order.
  package func all(_ kind: AcceptedPermissions.Kind) -> [String] {
    state.withLock { state in
      if let all = state.all[kind] { return all }
      let names = routes.flatMap { row($0, &state)[kind].names }
      let all = Set(names).sorted()
      state.all[kind] = all
      return all
    }
  }

  package func accepted(by route: Route, _ kind: AcceptedPermissions.Kind) -> AcceptedPermissions {
    state.withLock { row(route, &$0)[kind] }
  }

  /// What some of its permissions ask for of the object or of the body, each once: `user`.
  package func subjects(of route: Route) -> [String] { state.withLock { row(route, &$0).subjects } }

  /// By the number of each permission: the routes that take it, by theirs.
  package func routesOpened(_ kind: AcceptedPermissions.Kind) -> [NumberSet] {
    state.withLock { state in
      if let opened = state.opened[kind] { return opened }
      let names = names(&state)
      var opened = Array(repeating: NumberSet(), count: names.all.count)
      for route in routes {
        for permission in row(route, &state)[kind].names.compactMap(names.number) {
          opened[permission].insert(route.number)
        }
      }
      state.opened[kind] = opened
      return opened
    }
  }

  private func row(_ route: Route, _ state: inout State) -> Row {
    if state.rows.isEmpty { state.rows = Array(repeating: nil, count: routes.count) }
    if let row = state.rows[route.number] { return row }
    let names = names(&state)
    let row = Row(
      delegated: AcceptedPermissions(route, .delegated, names, isBelowOneOfMany: isBelowOneOfMany(route)),
      application: AcceptedPermissions(route, .application, names))
    state.rows[route.number] = row
    return row
  }

  /// It leads to what belongs to one of those who ask, which need not be the one who asks: `/users/{userId}/manager`.
  private func isBelowOneOfMany(_ route: Route) -> Bool {
    guard let ownSet else { return false }
    return route.template.hasPrefix("/\(ownSet)/{") || route.template.hasPrefix("/\(ownSet)(")
  }

  private func names(_ state: inout State) -> PermissionNames {
    if let names = state.names { return names }
    let names = PermissionNames(Self.names(in: routes) + furtherNames)
    state.names = names
    return names
  }

  /// Many routes accept the same.
  private static func names(in routes: [Route]) -> [String] {
    let lists = Set(routes.lazy.filter { $0.accepted != "-" }.map(\.accepted))
    return lists.flatMap { $0.split(separator: ",").map { String($0.prefix { $0 != "[" }) } }
  }
}
