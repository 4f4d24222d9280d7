import ControlPlane
import GraphService
import GraphStore
import Planning
import Workloads

/// The versions of the service, made from the documents that are compiled in, and from those that complete them.
enum Versions {
  /// - Parameter metadata: what completes the models.
  /// - Throws: `EmulatorError.configuration`, `EmulatorError.metadata`, `ModelError`.
  static func make(
    _ metadata: [MetadataFile], _ workloads: WorkloadList, _ caches: CacheBudget
  ) throws -> [ServiceVersion] {
    do { return try make(sources(metadata), workloads, caches) } catch let mistake as MetadataMistake {
      throw EmulatorError(mistake)
    }
  }

  /// The documents that are compiled in, and those that complete them.
  static func sources(_ metadata: [MetadataFile] = []) throws(MetadataMistake) -> ModelSources {
    try ModelSources(v1: Assets.v1Model, beta: Assets.betaModel, files: metadata)
  }

  private static func make(
    _ sources: ModelSources, _ workloads: WorkloadList, _ caches: CacheBudget
  ) throws -> [ServiceVersion] {
    let models = try ModelSet(sources)
    let (beta, v1) = (models.beta, models.v1)
    let schema = try StoreSchema(
      model: models.stored, groundwork: models.groundwork, views: workloads.all.flatMap(\.views))
    let derived = workloads.derived
    let contracts = workloads.contracts
    var routes = RouteTable(Assets.permissions, further: Assets.furtherPermissions)
    routes.furtherPermissions = workloads.permissions
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
}
