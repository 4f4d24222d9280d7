import GraphContract
package import GraphStore
import JSON
package import Tenants

/// Loads seeds into a tenant: all of them or nothing, in one transaction (seed-format section 1).
package enum SeedLoader {
  /// - Parameters:
  ///   - replacing: the tenant is emptied first, in the same transaction.
  ///   - limit: how long it may take; a load that is ended leaves nothing behind.
  /// - Throws: `SeedMistake` for what the seeds say; `InterruptionFailure`; `DatabaseError` for what has nothing to do
  ///   with them.
  @discardableResult
  package static func load(
    _ documents: [SeedDocument], into tenant: Tenant, replacing: Bool = false, limit: RequestLimit = .none
  ) throws -> SeedReport {
    var reader = SeedReader(of: tenant)
    for document in documents {
      try limit.check()
      try reader.read(document)
    }
    let (objects, options) = (reader.objects, reader.options)
    let mode = options.clock.map(ClockSetting.mode) ?? (replacing ? .real : tenant.clock.mode)
    var report = try write(
      objects, options, to: tenant, at: tenant.clock.now(in: mode), replacing: replacing, limit)
    tenant.clock.mode = mode
    report.ignored = reader.ignored
    return report
  }

  private static func write(
    _ objects: [SeedObject], _ options: SeedOptions, to tenant: Tenant, at moment: Moment, replacing: Bool,
    _ limit: RequestLimit
  ) throws -> SeedReport {
    do {
      return try tenant.store.write(origin: .seed, moment: moment, limit: limit) { transaction, _ in
        if replacing {
          try tenant.store.clear(transaction.db)
          try transaction.resetSettings()
        }
        if options.clock != nil { try transaction.takeSteps() }
        if try EmulatorTable.value(.loaded, transaction.db) == nil { transaction.startHistory() }
        try options.store(in: transaction)
        try EmulatorTable.setValue(.loaded, moment.seconds, transaction.db)
        var load = SeedLoad(objects: objects, transaction: transaction)
        return try load.run()
      } answer: { report, _ in
        report
      }
    } catch let error as GraphError {
      let files = Set(objects.map(\.file))
      // A rule that looks at the whole load found it wrong.
      throw SeedMistake(file: files.count == 1 ? files.first : nil, error.message)
    }
  }
}
