import EntityModel
import GraphStore
import HTTPMessages
import OData
import Planning
import Tenants

extension Target {
  /// Plans what a GET of the target runs.
  var planner: ReadPlanner {
    ReadPlanner(
      version: version, path: path, plan: plan, shape: keys.shape, query: query, style: style,
      isEventual: context.isEventual, moment: context.moment,
      isStrict: context.settings.engine.isStrict)
  }

  /// The same for what a write shows; nil where the request says nothing of it.
  var selectingPlanner: ReadPlanner? {
    query.options[.select] != nil || query.options[.expand] != nil ? planner : nil
  }

  /// The parameters that find the row of the last hop.
  func values(
    _ hop: PathPlan.Hop, _ resolver: Resolver, _ walked: Resolver.Walked, _ run: RunRequest
  ) -> ReadValues {
    var values = resolver.values(hop, parent: hop.parent(walked))
    values.request = run
    return values
  }

  /// Where the answer stands, by its path or as a fragment tells; nil when no links are made of it.
  func place(
    _ resolver: Resolver, _ walked: Resolver.Walked, of fragment: ContextFragment? = nil
  ) -> String? {
    if case .ref = path.suffix {
      return segments(of: ContextFragment(path, model: version.model), resolver, walked)
    }
    guard context.format.metadata == .full else { return nil }
    return text(of: fragment ?? ContextFragment(path, model: version.model), resolver, walked)
  }

  /// The context fragment with the keys of this request.
  func text(of fragment: ContextFragment, _ resolver: Resolver, _ walked: Resolver.Walked) -> String {
    fragment.text { index in
      guard index < plan.hops.count else { return "" }
      let hop = plan.hops[index]
      if hop.keyIndex != nil { return resolver.key(hop) }
      return index < walked.objects.count
        ? walked.objects[index]?.id ?? hop.name : resolver.callerID ?? hop.name
    }
  }

  /// A context fragment as a path: keys as segments.
  func segments(of fragment: ContextFragment, _ resolver: Resolver, _ walked: Resolver.Walked) -> String {
    fragment.path { index in
      let id = index < walked.objects.count ? walked.objects[index]?.id : nil
      return id ?? (index < plan.hops.count ? plan.hops[index].name : "")
    }
  }

  /// Finds the objects of the path with this request's keys.
  func resolver(_ callerID: String?) -> Resolver {
    Resolver(plan: plan, keys: keys.values, callerID: callerID, run: context.run([]))
  }

  /// Id of the object that `me` stands for: the token's user, else the one of the settings, else the oldest.
  func callerID(_ reader: Reader) throws -> String? {
    guard let alias = path.callerAlias, case .singleton(_, let type)? = path.steps.first else { return nil }
    reader.trace?.expect("find who '\(alias)' is", identifier: "name or id of the caller")
    return try CallerLookup(version: version, type: type).id(context.caller.principal, reader)
  }

  /// Finds the objects of the path and does nothing about them.
  func walk() throws {
    try context.read { reader in _ = try resolver(try callerID(reader)).walk(reader) }
  }
}
