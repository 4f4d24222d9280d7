/// Section 1.3 word for word, with names for people and numbers for groups.
struct SettleModel {
  struct Pool {
    var units: Int
    /// In order of grant.
    var holders: [String] = []
    /// In order of the queue.
    var waiting: [String] = []
    /// When those who wait began to.
    var since: [String: String] = [:]
  }

  enum Assignee: Equatable {
    case person(String)
    case group(Int)
  }

  var pools: [Pool]
  /// In order of creation.
  var assignments: [(pool: Int, to: Assignee)] = []
  /// In order of joining.
  var members: [[String]]
  var entitling: Set<Int>
  var live: Set<String> = []

  func entitled(_ pool: Int) -> [String] {
    var people: [String] = []
    for assignment in assignments where assignment.pool == pool {
      switch assignment.to {
      case .person(let name): people.append(name)
      case .group(let group): people += entitling.contains(group) ? members[group] : []
      }
    }
    var seen: Set<String> = []
    return people.filter { live.contains($0) && seen.insert($0).inserted }
  }

  /// - Returns: how many got a unit that they had waited for.
  @discardableResult mutating func settle(at moment: String) -> Int {
    pools.indices.reduce(0) { $0 + pools[$1].settle(entitled($1), at: moment) }
  }

  /// `pool0 holds u1`, `pool0 keeps u2 waiting since …`: everybody's place, pool by pool, in order.
  var places: [String] {
    pools.enumerated().flatMap { number, pool in
      pool.holders.map { "pool\(number) holds \($0)" }
        + pool.waiting.map { "pool\(number) keeps \($0) waiting since \(pool.since[$0] ?? "never")" }
    }
  }
}

extension SettleModel.Pool {
  /// The three steps of one pool.
  fileprivate mutating func settle(_ entitled: [String], at moment: String) -> Int {
    holders.removeAll { !entitled.contains($0) }
    waiting.removeAll { !entitled.contains($0) }
    let promoted = promote()
    for person in entitled where !holders.contains(person) && !waiting.contains(person) {
      if holders.count < units {
        holders.append(person)
      } else {
        waiting.append(person)
        since[person] = moment
      }
    }
    return promoted
  }

  private mutating func promote() -> Int {
    var count = 0
    while holders.count < units, !waiting.isEmpty {
      holders.append(waiting.removeFirst())
      count += 1
    }
    return count
  }
}
