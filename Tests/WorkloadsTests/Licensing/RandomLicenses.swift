import GRDB
import GraphStore
import JSON
import TestSupport
import Testing
import Workloads

/// The same random changes made to the model and to a tenant.
struct RandomLicenses {
  let tenant: LicensingTenant
  let pools: [Int64]
  var model: SettleModel
  private let groups: [Int64]
  private var people: [(name: String, key: Int64)] = []
  private var assignments: [Int64] = []
  private var forgotten: [String: [Int]] = [:]
  private var random: RepeatableNumbers
  /// How many have been given a unit that they had waited for.
  private(set) var promotions = 0

  init(_ random: RepeatableNumbers, pools poolCount: Int, groups groupCount: Int, people peopleCount: Int)
    throws
  {
    self.random = random
    let tenant = try LicensingTenant()
    self.tenant = tenant
    pools = try (0..<poolCount).map { try tenant.allotment("pool\($0)", units: 2 + $0) }
    groups = try (0..<groupCount).map { try tenant.group("g\($0)") }
    model = SettleModel(
      pools: (0..<poolCount).map { SettleModel.Pool(units: 2 + $0) },
      members: (0..<groupCount).map { _ in [] }, entitling: Set(0..<groupCount))
    for number in 0..<peopleCount {
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
    settle()
    return words
  }

  private mutating func settle() { promotions += model.settle(at: tenant.moment) }

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

  // MARK: Sequences

  /// Takes all assignments back and gives out others, all in one request, for more people than units; members stay as
  /// they are, and who was deleted comes back.
  mutating func begin() throws {
    let beginning = Beginning(pools: pools.count, groups: groups.count, people: people.map(\.name), &random)
    assignments = try tenant.write(.seed) { transaction in
      try takeEverything(transaction)
      for (pool, units) in zip(pools, beginning.units) {
        _ = try transaction.update(try tenant.entity(pool, transaction)) {
          $0.columns["allottedUnits"] = units.databaseValue
        }
      }
      return try beginning.assignments.map { pool, assignee in
        try tenant.assign(pools[pool], to: key(of: assignee), transaction)
      }
    }
    for (pool, units) in beginning.units.enumerated() { model.pools[pool].units = units }
    model.live = Set(people.map(\.name))
    model.entitling = Set(groups.indices)
    model.assignments = beginning.assignments
    forgotten = [:]
    settle()
  }

  private func takeEverything(_ transaction: WriteTransaction) throws {
    for person in people where !model.live.contains(person.name) {
      _ = try transaction.restore(try tenant.entity(person.key, transaction))
    }
    for key in try Int64.fetchAll(transaction.db, sql: "SELECT key FROM assignment") {
      try transaction.delete(try tenant.entity(key, transaction))
    }
    for group in groups.indices where !model.entitling.contains(group) {
      _ = try transaction.update(try tenant.entity(groups[group], transaction)) {
        $0.properties["securityEnabled"] = .bool(true)
      }
    }
  }

  private func key(of name: String) -> Int64 { people.first { $0.name == name }?.key ?? 0 }

  private func key(of assignee: SettleModel.Assignee) -> Int64 {
    switch assignee {
    case .person(let name): key(of: name)
    case .group(let group): groups[group]
    }
  }
}

/// What a sequence starts with.
private struct Beginning {
  let units: [Int]
  let assignments: [(pool: Int, to: SettleModel.Assignee)]

  init(pools: Int, groups: Int, people: [String], _ random: inout RepeatableNumbers) {
    units = (0..<pools).map { _ in Int.random(in: 0..<3, using: &random) }
    var assignments: [(pool: Int, to: SettleModel.Assignee)] = []
    for _ in 0..<3 {
      let pool = Int.random(in: 0..<pools, using: &random)
      let place = Int.random(in: 0..<(groups + people.count), using: &random)
      let assignee = place < groups ? SettleModel.Assignee.group(place) : .person(people[place - groups])
      guard !assignments.contains(where: { $0.pool == pool && $0.to == assignee }) else { continue }
      assignments.append((pool, assignee))
    }
    self.assignments = assignments
  }
}
