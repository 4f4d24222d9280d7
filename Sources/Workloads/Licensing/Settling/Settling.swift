import GraphStore

/// Brings the allotments that a request touched to rest: units go to who is entitled, the rest wait
/// (cloud-licensing 1.3).
///
/// Only the touched principals and the head of the queue are looked at. That is enough, because everybody else was
/// at rest before: the cost is that of the change, not that of the pool.
struct Settling {
  let transaction: WriteTransaction
  let settings: LicensingSettings
  let errors: AssignmentErrors

  init(_ transaction: WriteTransaction) throws {
    self.transaction = transaction
    settings = try LicensingSettings.read(transaction.db)
    errors = AssignmentErrors(transaction: transaction)
  }

  /// Each touched allotment once, in seed order.
  func run() throws {
    try SeededPlaces(transaction: transaction).take()
    let table = try transaction.table(LicensingType.allotment)
    for (key, principals) in transaction.settlement.takeTouched() {
      guard let allotment = try transaction.entity(key: key, in: table) else { continue }
      var pool = Pool(allotment, transaction)
      let entitled = try dropOthers(principals, &pool)
      if transaction.settlement.listedQueues.contains(key) {
        try place(entitled, in: &pool)
        try promote(&pool)
      } else {
        try promote(&pool)
        try place(entitled, in: &pool)
      }
    }
    try errors.removeRetried()
  }

  // MARK: Step 1

  /// Takes place and errors from those who are not entitled any more, and returns the others.
  private func dropOthers(_ principals: Set<Int64>, _ pool: inout Pool) throws -> [(Int64, EntitlingPath)] {
    let kinds = pool.allotment.assigneeKinds
    var entitled: [(Int64, EntitlingPath)] = []
    for principal in principals {
      if let path = try transaction.firstPath(of: principal, to: pool.allotment.key),
        kinds.contains(path.kind),
        path.kind != .group
      {
        entitled.append((principal, path))
      } else {
        try drop(principal, &pool)
      }
    }
    return entitled
  }

  private func drop(_ principal: Int64, _ pool: inout Pool) throws {
    try pool.release(principal)
    try pool.dequeue(principal)
    if try !transaction.isEntitled(principal, toSku: pool.sku) { try errors.remove(principal, pool.sku) }
  }

  // MARK: Step 2

  private func promote(_ pool: inout Pool) throws {
    while pool.freeUnits > 0, let head = try pool.head() {
      try pool.dequeue(head)
      try grant(head, &pool)
    }
  }

  // MARK: Step 3

  private func place(_ entitled: [(principal: Int64, path: EntitlingPath)], in pool: inout Pool) throws {
    for (principal, _) in entitled.sorted(by: { $0.path < $1.path }) {
      let isHolder = try pool.holds(principal)
      // It is touched because the ways to its unit, or the plans that go with it, are others.
      try isHolder
        ? transaction.noteLicenses(of: principal)
        : transaction.noteLicenseState(of: principal)
      let isPlaced = try isHolder || pool.waits(principal) || errors.blocks(principal, pool.sku)
      guard !isPlaced else { continue }
      if pool.freeUnits > 0 {
        try grant(principal, &pool)
      } else {
        try pool.enqueue(principal)
      }
    }
  }

  // MARK: Granting

  /// Gives a free unit, or records why the principal cannot have it.
  private func grant(_ principal: Int64, _ pool: inout Pool) throws {
    if !settings.rules.isEmpty, let problem = try problem(principal, pool) {
      try errors.record(problem, principal, pool)
    } else {
      try pool.grant(principal, at: transaction.moment.precise)
    }
  }

  private func problem(_ key: Int64, _ pool: Pool) throws -> LicenseProblem? {
    guard let principal = try transaction.entity(key: key, in: try transaction.table(LicensingType.user))
    else {
      return nil
    }
    let terms = try transaction.terms(of: key, in: pool.allotment.key)
    let plans = pool.allotment.planIds.filter { plan in terms.contains { !$0.disabled.contains(plan) } }
    return try LicenseCheck(
      transaction: transaction, rules: settings.rules, principal: principal, allotment: pool.allotment,
      plans: plans,
      held: try transaction.heldPlans(of: key) + (transaction.settlement.expectedPlans[key] ?? []),
      location: terms.contains { !$0.isDirect } ? .ownOrTenant : .own
    ).grantProblem()
  }
}

/// Settles at the end of every write.
struct SettleLicenses: CommitRule {
  func willCommit(_ transaction: WriteTransaction) throws { try Settling(transaction).run() }
}

/// Settles what rules of other workloads changed at the end of the write, and checks what a seed said of the outcome.
struct SettleLicensesFinally: CommitRule {
  func willCommit(_ transaction: WriteTransaction) throws {
    try Settling(transaction).run()
    try SeededPlaces(transaction: transaction).checkNothingIsLeft()
  }
}
