package import Tenants

/// What is wrong with seeds, and what of them does not count: `seed check FILE`.
package struct SeedCheck: Sendable {
  /// nil when they can be loaded.
  package let mistake: SeedMistake?
  /// Values that are derived, and were passed over.
  package let ignored: [String]
  /// How many objects they make.
  package let created: Int

  /// Loads the seeds into a tenant made for it, which is of no use afterwards.
  ///
  /// - Throws: what has nothing to do with the seeds.
  package static func run(_ documents: [SeedDocument], in tenant: Tenant) throws -> SeedCheck {
    do {
      let report = try SeedLoader.load(documents, into: tenant)
      return SeedCheck(mistake: nil, ignored: report.ignored, created: report.created)
    } catch let mistake as SeedMistake {
      return SeedCheck(mistake: mistake, ignored: [], created: 0)
    }
  }
}
