import EntityModel
import Foundation
import GRDB
import GraphStore
import Seeding
import TenantSupport
import Tenants

/// A temporary folder for the databases of tenants of a small model.
///
/// A class because the folder goes when the test is done.
final class TenantFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.appending(path: "tenants-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The registry of a start over the folder.
  ///
  /// - Parameters:
  ///   - seed: of the start; nil: none.
  ///   - limit: of the number of tenants.
  ///   - open: how many have files open.
  func start(
    main: String = "main", seed: String? = nil, limit: Int = TenantRegistry.usualLimit,
    open: OpenStores = OpenStores()
  ) throws -> TenantRegistry {
    let schema = try StoreSchema(model: EntityModel.read(Array(SeedTenant.model.utf8)))
    return try TenantRegistry(
      main: TenantName(main), folder: DataFolder(path),
      making: TenantMaking(
        store: { path in
          try TenantStore(
            path: path, schema: schema, rules: RuleBook(), extensions: [],
            identifiers: IdentifierSource(SeededGenerator(seed: 1)), open: open)
        },
        load: { seeds, tenant in try SeedLoader.load(seeds, into: tenant) },
        wall: { Moment(unixSeconds: 1_769_847_330) }),
      startSeeds: seed.map { [SeedDocument(person: $0)] } ?? [], limit: limit)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
}

extension SeedDocument {
  /// A seed with one person.
  init(person name: String) {
    self.init(name: "\(name).json", bytes: Array(#"{"people":[{"name":"\#(name)"}]}"#.utf8))
  }
}

extension TenantRegistry {
  /// Names of the people in a tenant; nil when it is not served.
  func people(_ name: TenantName) throws -> [String]? { try tenant(name)?.people() }
}

extension Tenant {
  func people() throws -> [String] {
    try store.direct { db in
      try String.fetchAll(db, sql: "SELECT properties ->> '$.name' FROM being ORDER BY key")
    }
  }

  /// In the order of creation.
  func ids() throws -> [String] {
    try store.direct { db in try String.fetchAll(db, sql: "SELECT id FROM being ORDER BY key") }
  }

  func load(_ seeds: [SeedDocument], replacing: Bool = false) throws {
    try SeedLoader.load(seeds, into: self, replacing: replacing)
  }
}
