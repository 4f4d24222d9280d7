import GRDB
import GraphContract
import GraphStore
import JSON
import OData

/// The holders and waiting members that a seed lists (seed-format sections 1 and 7).
///
/// They are taken before anything else is settled. A principal that is entitled only by what comes later in the same
/// load (a delivered access package) keeps its claim until then; at the end of the load each claim must be met.
struct SeededPlaces {
  let transaction: WriteTransaction

  /// Remembers who holds units of an allotment; they take them when the load is settled.
  ///
  /// - Parameter value: `[{"principal":"users/{id}","grantedDateTime":"…"}]` in order of grant.
  func claim(_ value: JSONValue, of allotment: Entity, path: String) throws {
    guard let elements = value.arrayValue else {
      throw GraphError.seedMistake("'@emulator.holders' is an array, not \(value.kindName)")
    }
    for (index, element) in elements.enumerated() {
      guard let principal = element.objectValue?["principal"]?.stringValue else {
        throw GraphError.seedMistake("'@emulator.holders[\(index)]' needs a 'principal'")
      }
      let granted = try SeededMoment.text(
        element.objectValue?["grantedDateTime"], path: "\(path)[\(index)].grantedDateTime")
      transaction.settlement.seededHolders.append(
        SeededHolder(
          allotment: allotment.key, principal: PrincipalReference(principal),
          granted: granted ?? transaction.moment.precise,
          path: "\(path)[\(index)]"))
    }
  }

  func take() throws {
    try takeHolders()
    try takeWaiters()
  }

  func checkNothingIsLeft() throws {
    let settlement = transaction.settlement
    if let holder = settlement.seededHolders.first {
      throw GraphError.seedMistake(
        "'\(holder.principal.key)' is not entitled to the allotment", path: holder.path)
    }
    if let waiter = settlement.seededWaiters.first {
      throw GraphError.seedMistake("the principal is not entitled to the allotment", path: waiter.path)
    }
  }

  // MARK: Holders

  private func takeHolders() throws {
    let settlement = transaction.settlement
    guard !settlement.seededHolders.isEmpty else { return }
    let claims = Self.inOrderOfGrant(settlement.seededHolders)
    settlement.seededHolders = []
    for claim in claims where try !take(claim) { settlement.seededHolders.append(claim) }
  }

  private func take(_ claim: SeededHolder) throws -> Bool {
    guard let principal = try key(of: claim.principal) else {
      throw GraphError.seedMistake("no user or device '\(claim.principal.key)'", path: claim.path)
    }
    guard let allotment = try allotment(claim.allotment),
      try isEntitled(principal, to: allotment)
    else { return false }
    var pool = Pool(allotment, transaction)
    if try !pool.holds(principal) { try pool.grant(principal, at: claim.granted) }
    try pool.dequeue(principal)
    transaction.settlement.touch(claim.allotment, [])
    return true
  }

  /// Usage rights are listed in order of grant, so allotments are merged by time; within one the list counts.
  private static func inOrderOfGrant(_ claims: [SeededHolder]) -> [SeededHolder] {
    var queues: [ArraySlice<SeededHolder>] = []
    for claim in claims {
      if let index = queues.firstIndex(where: { $0.first?.allotment == claim.allotment }) {
        queues[index].append(claim)
      } else {
        queues.append([claim])
      }
    }
    var ordered: [SeededHolder] = []
    while let next = queues.indices.filter({ !queues[$0].isEmpty }).min(by: {
      earlier(queues[$0], queues[$1])
    }) {
      ordered.append(queues[next].removeFirst())
    }
    return ordered
  }

  private static func earlier(_ left: ArraySlice<SeededHolder>, _ right: ArraySlice<SeededHolder>) -> Bool {
    ticks(left.first?.granted ?? "") < ticks(right.first?.granted ?? "")
  }

  private static func ticks(_ text: String) -> Int64 { Moment(text)?.ticks ?? 0 }

  // MARK: Queue

  private func takeWaiters() throws {
    let settlement = transaction.settlement
    let claims = Self.inOrderOfWaiting(settlement.seededWaiters, asListed: settlement.queuesInOrder)
    settlement.seededWaiters = []
    for claim in claims where try !take(claim) { settlement.seededWaiters.append(claim) }
  }

  /// By time, those of one time as listed; where the list counts nobody has waited shorter than whoever is before.
  private static func inOrderOfWaiting(
    _ claims: [SeededWaiter], asListed allotments: Set<Int64>
  ) -> [SeededWaiter] {
    var last: [Int64: Int64] = [:]
    let times = claims.map { claim in
      let time = ticks(claim.since)
      guard allotments.contains(claim.allotment) else { return time }
      let latest = max(time, last[claim.allotment] ?? time)
      last[claim.allotment] = latest
      return latest
    }
    return claims.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { claims[$0] }
  }

  private func take(_ claim: SeededWaiter) throws -> Bool {
    guard let allotment = try allotment(claim.allotment),
      try isEntitled(claim.principal, to: allotment)
    else { return false }
    let pool = Pool(allotment, transaction)
    if try !pool.holds(claim.principal) {
      try pool.enqueue(claim.principal, since: claim.since, id: claim.id)
      transaction.settlement.listedQueues.insert(claim.allotment)
    }
    transaction.settlement.touch(claim.allotment, [])
    return true
  }

  // MARK: Looking up

  private func allotment(_ key: Int64) throws -> Entity? {
    try transaction.entity(key: key, in: try transaction.table(LicensingType.allotment))
  }

  private func isEntitled(_ principal: Int64, to allotment: Entity) throws -> Bool {
    guard let path = try transaction.firstPath(of: principal, to: allotment.key) else { return false }
    return path.kind != .group && allotment.assigneeKinds.contains(path.kind)
  }

  private func key(of reference: PrincipalReference) throws -> Int64? {
    let table = try transaction.table(LicensingType.user)
    return try transaction.entity(id: reference.key, in: table)?.key
      ?? transaction.entity("userPrincipalName", is: reference.key, in: table)?.key
  }
}
