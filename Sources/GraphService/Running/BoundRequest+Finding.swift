import EntityModel
import GraphStore
import OData
import Planning

extension BoundPath {
  /// That of an object, by which nothing more is asked.
  ///
  /// - Parameter type: what the steps lead to.
  func ofObject(_ steps: [Step], _ type: StructuredType) -> BoundPath {
    var path = self
    (path.steps, path.suffix, path.continuation) = (steps, .none, nil)
    (path.type, path.isCollection) = (type, false)
    return path
  }
}

extension BoundRequest {
  /// An object that a set has, before anybody knows by which path the request is run, and the rows that it is one of; nil
  /// where it is not there.
  ///
  /// - Parameter steps: the set and the key.
  func found(
    _ steps: [BoundPath.Step], _ type: StructuredType, _ reader: Reader
  ) throws -> (located: Reader.Located, source: RowSource)? {
    let (version, path) = (context.version, path.ofObject(steps, type))
    let keys = PathKeys(path)
    let plan = try version.queries.paths.plan(keys.shape) { try PathPlanner.plan(path, in: version) }
    guard let hop = plan.hops.last, let locate = hop.locate, case .row(let source, _) = hop.kind else {
      return nil
    }
    let resolver = Resolver(plan: plan, keys: keys.values, callerID: nil, run: context.run([]))
    reader.trace?.expect(
      "look for \(resolver.title(of: hop))", identifier: resolver.identifierMeaning(of: hop))
    return try reader.locate(locate, resolver.values(hop, parent: nil)).map { ($0, source) }
  }
}
