/// Looks for the set of permissions that has one of each route's choices and opens the fewest routes.
struct PermissionSearch {
  /// Where there is one choice it comes first.
  private let choices: [[Int]]
  /// By permission: the routes that take it.
  private let opened: [NumberSet]
  /// The best that is known.
  private(set) var best: [Int]
  private var least: Cost
  /// A program that uses hundreds of routes gets a set that is good, if not the best.
  private var stepsLeft = 20_000

  private struct Cost: Comparable {
    let routes: Int
    let permissions: Int

    static func < (one: Cost, other: Cost) -> Bool {
      (one.routes, one.permissions) < (other.routes, other.permissions)
    }
  }

  /// - Parameter all: all that are in some choice.
  init(choices: [[Int]], all: [Int], opened: [NumberSet]) {
    self.opened = opened
    let narrowFirst = Set(choices).map { $0.sorted { (opened[$0].count, $0) < (opened[$1].count, $1) } }
    self.choices = narrowFirst.sorted { ($0.count, $0.first ?? 0) < ($1.count, $1.first ?? 0) }
    best = all
    let routes = all.reduce(into: NumberSet()) { $0.formUnion(opened[$1]) }
    least = Cost(routes: routes.count, permissions: all.count)
  }

  mutating func run() { extend([], NumberSet()) }

  private mutating func extend(_ chosen: [Int], _ routes: NumberSet) {
    stepsLeft -= 1
    let cost = Cost(routes: routes.count, permissions: chosen.count)
    guard stepsLeft > 0, cost < least else { return }
    guard let open = choices.first(where: { Set($0).isDisjoint(with: chosen) }) else {
      (best, least) = (chosen, cost)
      return
    }
    for choice in open {
      var more = routes
      more.formUnion(opened[choice])
      extend(chosen + [choice], more)
    }
  }
}
