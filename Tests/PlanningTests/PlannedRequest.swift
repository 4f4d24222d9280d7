import GraphContract
import GraphStore
import OData
import Planning

/// A GET on its way to its plan: what a URL comes to, in a version that has planned nothing before where none is given.
struct PlannedRequest {
  let url: String
  let version: ServiceVersion
  let path: BoundPath
  let plan: PathPlan
  let query: RequestQuery
  let isEventual: Bool

  /// - Parameter url: below the version: `/people?$top=1`.
  init(_ url: String, _ conventions: Conventions = .generous, isEventual: Bool = false) throws {
    try self.init(url, in: Club.version(conventions), isEventual: isEventual)
  }

  init(_ url: String, in version: ServiceVersion, isEventual: Bool = false) throws {
    self.url = url
    self.version = version
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = try PathBinder.bind(ResourcePath.parse(String(parts[0])), to: version.model)
    plan = try PathPlanner.plan(path, in: version)
    query = try RequestQuery(parts.count > 1 ? parts[1] : "")
    self.isEventual = isEventual
  }

  var reader: ReadPlanner {
    ReadPlanner(
      version: version, path: path, plan: plan, shape: PathKeys(path).shape, query: query, style: .standard,
      isEventual: isEventual, moment: .first)
  }

  func read() throws -> ReadQuery { try reader.read().query }

  /// What a run of the plan reads of the request.
  func run() throws -> RunRequest {
    RunRequest(moment: .first, base: "", parameters: try reader.read().values)
  }

  /// Of the delta function that the path ends in.
  func changes() throws -> DeltaPlan? {
    guard let place = DeltaPlace(path), case .collection(let collection) = plan.end else {
      return nil
    }
    let (_, options) = try DeltaOptions.read(query.options, plan.contract, of: collection.source)
    let planner = DeltaPlanner(
      version: version, path: plan, collection: collection, tracking: place.tracking, style: .standard)
    return try planner.plan(
      select: options.select, DeltaFilter(options.filter, on: collection.type, version.model))
  }
}
