import OData
import Planning

/// PUT: of a single reference, or of an object where the model says so.
struct ReplaceRequest {
  let target: Target

  func answer() throws -> Answer {
    if case .ref = target.path.suffix, let hop = target.plan.hops.last {
      return try ReferenceRequest(target: target).set(hop)
    }
    return try UpdateRequest(target: target).answer()
  }
}
