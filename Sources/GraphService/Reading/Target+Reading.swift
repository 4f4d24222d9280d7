import EntityModel
import GraphStore
import HTTPMessages
import OData
import Planning

extension Target {
  /// `ConsistencyLevel: eventual` was sent.
  var isEventual: Bool {
    exchange.request.headers[name: "consistencylevel"]?.lowercased() == "eventual"
  }

  /// Plans what a GET of the target runs.
  var planner: ReadPlanner {
    ReadPlanner(
      version: version, path: path, plan: plan, shape: keys.shape, query: query, style: exchange.style,
      isEventual: isEventual, moment: exchange.moment)
  }

  /// What a run of a plan reads of this request.
  var request: RunRequest { RunRequest(moment: exchange.moment, base: exchange.base) }

  /// The parameters that find the row of the last hop.
  func values(_ hop: PathPlan.Hop, _ resolver: Resolver, _ walked: Resolver.Walked) -> ReadValues {
    var values = resolver.values(hop, parent: walked.parent)
    values.request = request
    return values
  }

  /// Where the answer stands, by its path or as a fragment tells; nil when no links are made of it.
  func place(
    _ resolver: Resolver, _ walked: Resolver.Walked, of fragment: ContextFragment? = nil
  ) -> String? {
    if case .ref = path.suffix {
      return segments(of: ContextFragment(path, model: version.model), resolver, walked)
    }
    guard exchange.format.metadata == .full else { return nil }
    return text(of: fragment ?? ContextFragment(path, model: version.model), resolver, walked)
  }

  /// The context fragment with the keys of this request.
  func text(of context: ContextFragment, _ resolver: Resolver, _ walked: Resolver.Walked) -> String {
    context.text { index in
      guard index < plan.hops.count else { return "" }
      let hop = plan.hops[index]
      if hop.keyIndex != nil { return resolver.key(hop) }
      return index < walked.objects.count
        ? walked.objects[index]?.id ?? hop.name : resolver.callerID ?? hop.name
    }
  }
}
