import GraphContract
package import GraphStore
import JSON
package import Tenants

/// Loads seeds into a tenant: all of them or nothing, in one transaction (seed-format section 1).
package enum SeedLoader {
  /// - Parameters:
  ///   - replacing: the tenant is emptied first, in the same transaction.
  ///   - limit: how long it may take; a load that is ended leaves nothing behind.
  ///   - whenLoaded: gets the store's `writeCount` as this load leaves it, should it be kept.
  /// - Throws: `SeedMistake` for what the seeds say; `InterruptionFailure`; `DatabaseError` for what has nothing to do
  ///   with them.
  @discardableResult
  package static func load(
    _ documents: [SeedDocument], into tenant: Tenant, replacing: Bool = false, limit: RequestLimit = .none,
    whenLoaded: (_ writes: Int) -> Void = { _ in }
  ) throws -> SeedReport {
    var reader = SeedReader(of: tenant)
    for document in documents {
      try limit.check()
      try reader.read(document)
    }
    let (objects, options) = (reader.objects, reader.options)
    var report = try settling(tenant.clock, options.clock, replacing) { mode in
      try write(
        objects, options, to: tenant, at: tenant.clock.now(in: mode), replacing: replacing, limit, whenLoaded)
    }
    report.ignored = reader.ignored
    return report
  }

  /// Loads with the clock as it is going to be, and then sets it so.
  ///
  /// - Parameter setting: what the seeds say of it.
  private static func settling(
    _ clock: TenantClock, _ setting: JSONObject?, _ replacing: Bool,
    _ load: (TenantClock.Mode) throws -> SeedReport
  ) throws -> SeedReport {
    guard let mode = setting.map(ClockSetting.mode) ?? (replacing ? .real : nil) else {
      return try load(clock.mode)
    }
    return try clock.changing {
      let report = try load(mode)
      clock.mode = mode
      return report
    }
  }

  private static func write(
    _ objects: [SeedObject], _ options: SeedOptions, to tenant: Tenant, at moment: Moment, replacing: Bool,
    _ limit: RequestLimit, _ whenLoaded: (_ writes: Int) -> Void
  ) throws -> SeedReport {
    do {
      return try tenant.store.write(origin: .seed, moment: moment, limit: limit) { transaction, _ in
        if replacing {
          try tenant.store.clear(transaction)
          try transaction.resetSettings()
        }
        if options.clock != nil { try transaction.takeSteps() }
        if try EmulatorTable.value(.loaded, transaction.db) == nil { transaction.startHistory() }
        try options.store(in: transaction)
        try EmulatorTable.setValue(.loaded, moment.seconds, transaction.db)
        var load = SeedLoad(objects: objects, transaction: transaction)
        return try load.run()
      } answer: { report, _ in
        // Once it is kept it counts itself.
        whenLoaded(tenant.store.writeCount + 1)
        return report
      }
    } catch let error as GraphError {
      let files = Set(objects.map(\.file))
      // A rule that looks at the whole load found it wrong.
      throw SeedMistake(file: files.count == 1 ? files.first : nil, error.message)
    }
  }
}
