import GraphContract
import GraphStore
import OData
import Planning

/// What a path addresses, ready to be read or written.
///
/// A class because everything that answers the request holds it, and each copy would count a dozen references.
final class Target: Sendable {
  let path: BoundPath
  let plan: PathPlan
  let keys: PathKeys
  let context: RequestContext
  let query: RequestQuery
  /// How objects are written in the answer, and what the caller may see of them.
  let style: RepresentationStyle

  /// The documented route; nil for a path that no documentation has.
  var route: Route? { plan.routes(of: path)[context.method.name] }

  var version: ServiceVersion { context.version }
  var contract: Contract { plan.contract(answering: path.suffix) }

  /// - Throws: `ServiceFailure` for a query that cannot be read.
  init(_ request: BoundRequest, _ style: RepresentationStyle) throws {
    (path, plan, keys, context) = (request.path, request.plan, request.keys, request.context)
    query = try Self.query(request, plan.contract(answering: path.suffix))
    self.style = style
  }

  private static func query(_ request: BoundRequest, _ contract: Contract) throws -> RequestQuery {
    do { return try request.query() } catch let failure as any RequestFailure {
      throw ServiceFailure(failure, contract)
    }
  }

  /// Does what is done about the place, and tells a failure in the words of its workload.
  func telling<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let failure as InterruptionFailure {
      // It is the gateway that waits no longer.
      throw ServiceFailure(failure, .gateway)
    } catch let failure as any RequestFailure {
      throw ServiceFailure(failure, contract)
    }
  }
}
