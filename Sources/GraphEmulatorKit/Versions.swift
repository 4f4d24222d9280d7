import ControlPlane
import EntityModel
import Foundation
import GraphService
import GraphStore
import Locks
import Planning
import Workloads

/// The versions of the service, made from the documents that are compiled in, and from those that complete them.
enum Versions {
  /// - Parameters:
  ///   - metadata: what completes the models.
  ///   - permissions: path of a file with permissions of further paths.
  /// - Throws: `EmulatorError.configuration`, `EmulatorError.metadata`, `EmulatorError.permissions`, `ModelError`.
  static func make(
    _ metadata: [MetadataFile], permissions: String?, _ workloads: WorkloadList, _ caches: CacheBudget
  ) throws -> [ServiceVersion] {
    do {
      return try make(sources(metadata), routes(workloads, permissions), workloads, caches)
    } catch let mistake as MetadataMistake {
      throw EmulatorError(mistake)
    }
  }

  /// The documents that are compiled in, and those that complete them.
  static func sources(_ metadata: [MetadataFile] = []) throws(MetadataMistake) -> ModelSources {
    try ModelSources(v1: Assets.v1Model, beta: Assets.betaModel, files: metadata)
  }

  private static func routes(
    _ workloads: WorkloadList, _ permissions: String?
  ) throws(EmulatorError) -> RouteTable {
    var routes = RouteTable(Assets.permissions, further: Assets.furtherPermissions)
    routes.furtherPermissions = workloads.permissions
    guard let permissions else { return routes }
    let published: PublishedPermissions
    do { published = try .read(file: permissions) } catch { throw .permissions(reason: error.sentence) }
    routes.add(published, versions: MetadataFile.Version.allCases.map(\.rawValue))
    return routes
  }

  private static func make(
    _ sources: ModelSources, _ routes: RouteTable, _ workloads: WorkloadList, _ caches: CacheBudget
  ) throws -> [ServiceVersion] {
    let (beta, v1) = try models(sources)
    let schema = try StoreSchema(model: beta, views: workloads.all.flatMap(\.views))
    let derived = workloads.derived
    let contracts = workloads.contracts
    let numbers = PlanNumbers()
    let published = PublishedNames(beyond: [beta, v1], advice: ControlPlane.adviceOnMissing) {
      SortedLines.contain($0, in: Assets.published)
    }
    return [
      ServiceVersion(
        name: "v1.0", model: v1, schema: schema, contracts: contracts, routes: routes, derived: derived,
        metadata: sources.v1.metadata, numbers: numbers, caches: caches, published: published),
      ServiceVersion(
        name: "beta", model: beta, schema: schema, contracts: contracts, routes: routes,
        derived: derived,
        metadata: sources.beta.metadata,
        numbers: numbers, caches: caches, published: published),
    ]
  }

  /// Both documents are read at the same time: reading them is most of what a start takes.
  private static func models(_ sources: ModelSources) throws -> (beta: EntityModel, v1: EntityModel) {
    let slot = Slot()
    let thread = Thread { slot.fill { try sources.v1.model() } }
    thread.stackSize = 8 << 20
    thread.start()
    let beta = try sources.beta.model()
    return (beta, try slot.wait())
  }
}

/// Hands a model from the thread that reads it to the one that waits for it.
private final class Slot: Sendable {
  private let result = Lock<Result<EntityModel, any Error>?>(nil)
  private let filled = DispatchSemaphore(value: 0)

  func fill(_ read: () throws -> EntityModel) {
    let outcome = Result { try read() }
    result.withLock { $0 = outcome }
    filled.signal()
  }

  func wait() throws -> EntityModel {
    filled.wait()
    guard let outcome = result.withLock({ $0 }) else { throw ModelError(description: "no model was read") }
    return try outcome.get()
  }
}
