import Crypto
import Foundation
import GraphService
import GraphStore
import JSON
import Logging
import Workloads

/// Puts the service together from its parts; the only place that knows all of them.
enum Assembly {
  /// Everything that the service can do.
  ///
  /// - Throws: when the list of products that is compiled in is broken.
  static func workloads() throws -> WorkloadList {
    .all(products: ProductCatalog(try JSONValue.parse(Assets.products)))
  }

  /// The service without any tenant.
  static func service(_ configuration: EmulatorConfiguration, _ workloads: WorkloadList) throws
    -> GraphService
  {
    GraphService(
      versions: try Versions.make(workloads), rules: workloads.rules,
      authentication: configuration.authentication == .off ? .off : .lenient,
      identifiers: IdentifierSource(SystemRandomness()), logger: logger(configuration))
  }

  /// The key that the tenant's links are sealed with, as long as its database is there: they outlive a restart.
  private static func tokenKey(_ store: TenantStore) throws -> SymmetricKey {
    let text = try store.lastingValue("tokenKey") {
      SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
    }
    return SymmetricKey(data: Data(text.utf8))
  }

  static func logger(_ configuration: EmulatorConfiguration) -> Logger {
    var logger = Logger(label: "graph-emulator")
    logger.logLevel = configuration.logLevel
    return logger
  }

  /// Opens the database of a tenant, and fills it when it is new.
  ///
  /// - Throws: `SeedMistake` for a wrong seed; the database is then removed again.
  static func tenant(
    _ name: String, path: String, _ configuration: EmulatorConfiguration, _ workloads: WorkloadList,
    _ service: GraphService,
    seeds: [SeedDocument]
  ) throws -> Tenant {
    let store = try TenantStore(
      path: path, schema: service.schema, rules: service.rules, extensions: workloads.storeExtensions,
      durability: configuration.survivesPowerLoss ? .full : .normal,
      identifiers: IdentifierSource(SystemRandomness()))
    let tenant = Tenant(
      name: name, store: store, clock: TenantClock(wall: WallClock.now),
      tokenKey: try tokenKey(store))
    if store.isNew {
      try SeedLoader.load(seeds, into: tenant)
      try store.compact()
      Memory.giveBack()
    } else {
      try tenant.resumeClock()
    }
    return tenant
  }
}
