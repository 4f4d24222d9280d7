package import GraphStore

/// What a registry cannot know of the tenants that it makes.
package struct TenantMaking: Sendable {
  /// Opens the database at a path, and makes it when there is none.
  let store: @Sendable (_ path: String) throws -> TenantStore
  /// Fills a new tenant.
  let load: @Sendable (_ seeds: [SeedDocument], _ tenant: Tenant) throws -> SeedReport
  /// The machine's clock.
  let wall: @Sendable () -> Moment
  let applicationChecks: ApplicationChecks

  package init(
    store: @escaping @Sendable (_ path: String) throws -> TenantStore,
    load: @escaping @Sendable (_ seeds: [SeedDocument], _ tenant: Tenant) throws -> SeedReport,
    wall: @escaping @Sendable () -> Moment, applicationChecks: ApplicationChecks = .none
  ) {
    self.store = store
    self.load = load
    self.wall = wall
    self.applicationChecks = applicationChecks
  }
}
