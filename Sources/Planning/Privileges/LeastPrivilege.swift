/// The fewest permissions with which a program could have sent what it has sent.
///
/// Only those count that are the least privileged ones of some route: with fewer, but broader ones it could do more than
/// it does.
package struct LeastPrivilege: Sendable {
  /// In alphabetical order.
  package let permissions: [String]
  /// No token of that kind can use them.
  package let impossible: [UsedRoute]

  package init(_ used: [UsedRoute], _ kind: AcceptedPermissions.Kind, _ names: PermissionNames) {
    let possible = used.filter { $0.least(kind, names) != nil }
    impossible = used.filter { $0.least(kind, names) == nil }
    let candidates = Set(possible.compactMap { $0.least(kind, names).flatMap(names.number) }).sorted()
    var search = Search(
      choices: possible.map { use in
        candidates.filter { use.isAllowed(kind, with: PermissionSet([$0])) }
      }, fewest: candidates)
    search.run()
    permissions = names.names(PermissionSet(search.fewest)).sorted()
  }

  /// Looks for the smallest set that has one of each route's choices.
  private struct Search {
    let choices: [[Int]]
    /// The smallest that is known.
    var fewest: [Int]
    /// A program that uses hundreds of routes gets a set that is small, if not the smallest.
    private var stepsLeft = 20_000

    init(choices: [[Int]], fewest: [Int]) {
      // Where there is one choice it is made first.
      self.choices = Set(choices).sorted { ($0.count, $0.first ?? 0) < ($1.count, $1.first ?? 0) }
      self.fewest = fewest
    }

    mutating func run() { extend([]) }

    private mutating func extend(_ chosen: [Int]) {
      stepsLeft -= 1
      guard stepsLeft > 0, chosen.count < fewest.count else { return }
      guard let open = choices.first(where: { Set($0).isDisjoint(with: chosen) }) else {
        fewest = chosen
        return
      }
      for choice in open { extend(chosen + [choice]) }
    }
  }
}
