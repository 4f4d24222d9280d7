import ControlPlane
import GraphService
import GraphStore
import Planning
import Workloads

/// The versions of the service, made from the documents that are compiled in, and from those that complete them.
enum Versions {
  /// - Parameters:
  ///   - metadata: what completes the models.
  ///   - permissions: path of a file with permissions of further paths.
  ///   - kept: where models are found that another start has made.
  /// - Throws: `EmulatorError.configuration`, `EmulatorError.metadata`, `EmulatorError.permissions`, `ModelError`.
  static func make(
    _ metadata: [MetadataFile], permissions: String?, _ workloads: WorkloadList, _ caches: CacheBudget,
    _ kept: StartCache
  ) throws -> [ServiceVersion] {
    do {
      return try make(sources(metadata), routes(workloads, permissions), workloads, caches, kept)
    } catch let mistake as MetadataMistake {
      throw EmulatorError(mistake)
    }
  }

  /// The documents that are compiled in, and those that complete them.
  static func sources(_ metadata: [MetadataFile] = []) throws(MetadataMistake) -> ModelSources {
    try ModelSources(v1: { Assets.v1Model }, beta: { Assets.betaModel }, files: metadata)
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
    _ sources: ModelSources, _ routes: RouteTable, _ workloads: WorkloadList, _ caches: CacheBudget,
    _ kept: StartCache
  ) throws -> [ServiceVersion] {
    let models = try ModelSet(sources, kept)
    // Completing documents leaves much behind.
    if sources.isCompleted { Memory.giveBack() }
    let (beta, v1) = (models.beta, models.v1)
    let schema = try StoreSchema(
      model: models.stored, groundwork: models.groundwork, views: workloads.all.flatMap(\.views))
    let derived = workloads.derived
    let contracts = workloads.contracts
    let numbers = PlanNumbers()
    let own = OwnModels(models, sources, kept)
    return [
      ServiceVersion(
        name: "v1.0", model: v1, schema: schema, contracts: contracts, routes: routes, derived: derived,
        metadata: sources.v1.metadata, numbers: numbers, caches: caches,
        published: own.published(beyond: v1, of: .v1, sources.v1)),
      ServiceVersion(
        name: "beta", model: beta, schema: schema, contracts: contracts, routes: routes,
        derived: derived,
        metadata: sources.beta.metadata,
        numbers: numbers, caches: caches, published: own.published(beyond: beta, of: .beta, sources.beta)),
    ]
  }
}
