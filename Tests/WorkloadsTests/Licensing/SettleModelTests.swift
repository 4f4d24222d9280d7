import GRDB
import Workloads
import GraphStore
import JSON
import TestSupport
import Testing

/// Some hundreds of random requests against a plain model of section 1.3, which looks at everybody every time.
@Suite struct SettleModelTests {
  @Test(arguments: RandomTest.seeds(1, 2, 3, 4))
  func randomRequestsAgreeWithTheModel(seed: UInt64) throws {
    var world = try RandomWorld(RandomTest.numbers(seed: seed))
    var effects = 0
    for step in 0..<150 {
      let change = try world.change()
      if change != "nothing" { effects += 1 }
      #expect(try world.tenant.violations() == [], "step \(step): \(change)")
      for (index, pool) in world.model.pools.enumerated() {
        let key = world.pools[index]
        try #require(
          try world.tenant.holders(key).sorted() == pool.holders.sorted(), "step \(step): \(change)")
        try #require(try world.tenant.waiting(key) == pool.waiting, "step \(step): \(change)")
      }
    }
    #expect(effects > 75, "hardly anything changed")
  }
}

/// Section 1.3 word for word, with names for people and numbers for groups.
private struct SettleModel {
  struct Pool {
    var units: Int
    var holders: [String] = []
    var waiting: [String] = []
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

  mutating func settle() {
    for index in pools.indices {
      let entitled = entitled(index)
      pools[index].holders.removeAll { !entitled.contains($0) }
      pools[index].waiting.removeAll { !entitled.contains($0) }
      while pools[index].holders.count < pools[index].units, !pools[index].waiting.isEmpty {
        pools[index].holders.append(pools[index].waiting.removeFirst())
      }
      for person in entitled
      where !pools[index].holders.contains(person) && !pools[index].waiting.contains(person) {
        if pools[index].holders.count < pools[index].units {
          pools[index].holders.append(person)
        } else {
          pools[index].waiting.append(person)
        }
      }
    }
  }
}

/// The same changes made to the model and to a tenant.
private struct RandomWorld {
  let tenant: LicensingTenant
  let pools: [Int64]
  var model: SettleModel
  private let groups: [Int64]
  private var people: [(name: String, key: Int64)] = []
  private var assignments: [Int64] = []
  private var forgotten: [String: [Int]] = [:]
  private var random: RepeatableNumbers

  init(_ random: RepeatableNumbers) throws {
    self.random = random
    let tenant = try LicensingTenant()
    self.tenant = tenant
    pools = try (0..<3).map { try tenant.allotment("pool\($0)", units: 2 + $0) }
    groups = try (0..<3).map { try tenant.group("g\($0)") }
    model = SettleModel(
      pools: (0..<3).map { SettleModel.Pool(units: 2 + $0) }, members: [[], [], []], entitling: [0, 1, 2])
    for number in 0..<10 {
      let name = "u\(number)"
      people.append((name, try tenant.user(name)))
      model.live.insert(name)
    }
  }

  mutating func change() throws -> String {
    let words: String
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: words = try changeMembership()
    case 4...5: words = try assign()
    case 6: words = try unassign()
    case 7...8: words = try deleteOrRestore()
    case 9: words = try resize()
    case 10: words = try switchGroup()
    default: words = try replaceMembers()
    }
    model.settle()
    return words
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func changeMembership() throws -> String {
    let (group, person) = (pick(groups.count), people[pick(people.count)])
    guard model.live.contains(person.name) else { return "nothing" }
    if let index = model.members[group].firstIndex(of: person.name) {
      model.members[group].remove(at: index)
      try tenant.leave(groups[group], person.key)
      return "\(person.name) leaves \(group)"
    }
    model.members[group].append(person.name)
    try tenant.join(groups[group], person.key)
    return "\(person.name) joins \(group)"
  }

  private mutating func assign() throws -> String {
    let (pool, number) = (pick(pools.count), pick(people.count + groups.count))
    let to =
      number < people.count ? SettleModel.Assignee.person(people[number].name) : .group(number - people.count)
    if case .person(let name) = to, !model.live.contains(name) { return "nothing" }
    if case .group(let group) = to, !model.entitling.contains(group) { return "nothing" }
    guard !model.assignments.contains(where: { $0.pool == pool && $0.to == to }) else { return "nothing" }
    model.assignments.append((pool, to))
    assignments.append(
      try tenant.assign(
        pools[pool], to: number < people.count ? people[number].key : groups[number - people.count]))
    return "assign \(pool) to \(to)"
  }

  private mutating func unassign() throws -> String {
    guard !assignments.isEmpty else { return "nothing" }
    let index = pick(assignments.count)
    let assignment = model.assignments.remove(at: index)
    try tenant.delete(assignments.remove(at: index))
    return "unassign \(assignment)"
  }

  private mutating func deleteOrRestore() throws -> String {
    let person = people[pick(people.count)]
    if model.live.remove(person.name) != nil {
      let mine = model.assignments.indices.filter { model.assignments[$0].to == .person(person.name) }
      forgotten[person.name] = mine.map { model.assignments[$0].pool }
      for index in mine.reversed() {
        model.assignments.remove(at: index)
        assignments.remove(at: index)
      }
      try tenant.delete(person.key)
      return "delete \(person.name)"
    }
    model.live.insert(person.name)
    model.assignments += (forgotten[person.name] ?? []).map { ($0, .person(person.name)) }
    try tenant.restore(person.key)
    assignments = try tenant.store.direct {
      try Int64.fetchAll($0, sql: "SELECT key FROM assignment ORDER BY key")
    }
    return "restore \(person.name)"
  }

  private mutating func resize() throws -> String {
    let (pool, units) = (pick(pools.count), pick(7))
    model.pools[pool].units = units
    try tenant.resize(pools[pool], to: units)
    return "resize \(pool) to \(units)"
  }

  private mutating func switchGroup() throws -> String {
    let group = pick(groups.count)
    let isOn = model.entitling.remove(group) == nil
    if isOn { model.entitling.insert(group) }
    try tenant.change(groups[group]) { $0.properties["securityEnabled"] = .bool(isOn) }
    return "switch \(group) \(isOn)"
  }

  /// One request with several changes: all apply before anything is settled.
  private mutating func replaceMembers() throws -> String {
    let group = pick(groups.count)
    let old = model.members[group]
    let new = people.filter { model.live.contains($0.name) && !old.contains($0.name) }.prefix(3)
    let (links, source, keys) = (
      try tenant.memberLinks(), groups[group], people.filter { old.contains($0.name) }
    )
    try tenant.write { transaction in
      for person in new { try transaction.link(links, source: source, target: person.key) }
      for person in keys { try transaction.unlink(links, source: source, target: person.key) }
    }
    model.members[group] = new.map(\.name)
    return "replace members of \(group)"
  }
}
