import EntityModel
import GraphStore
import JSON
import OData

/// GET of a property: its value in an envelope, or raw.
struct PropertyRequest {
  let target: Target
  let properties: [Property]

  private var exchange: Exchange { target.exchange }

  /// `{"@odata.context":…,"value":…}`; the members of a complex value stand in the envelope itself.
  func answer() throws -> Answer {
    let (value, context) = try read()
    guard !value.isNull else { return .noContent }
    var members: JSONObject = ["@odata.context": .string("\(exchange.base)/$metadata#\(context)")]
    if case .object(let object) = value {
      members.members += object.members
    } else {
      members["value"] = value
    }
    return .json(JSONValue.object(members).bytes)
  }

  func rawAnswer() throws -> Answer {
    let (value, _) = try read()
    switch value {
    case .null: return .noContent
    case .string(let text): return Answer(status: 200, content: .text(Array(text.utf8)))
    case .bool, .number: return Answer(status: 200, content: .text(value.bytes))
    case .array, .object: throw RequestFailure.unknownSegment("$value")
    }
  }

  private func read() throws -> (value: JSONValue, context: String) {
    let (hop, query) = try query()
    return try exchange.tenant.store.read(isConsistent: true) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walkToLast(reader)
      var bytes: [UInt8] = [UInt8(ascii: "{")]
      if try !reader.appendItem(query.plan, resolver.values(hop, parent: walked.parent), to: &bytes) {
        guard case .virtual = hop.kind else { throw resolver.missing(hop) }
        query.projection.append(defaultsOf: hop.type, id: hop.name, to: &bytes)
      }
      let context = target.text(of: query.context, resolver, walked)
      return (try value(in: bytes), context)
    }
  }

  /// What is run, and for which object of the path.
  func query() throws -> (hop: PathPlan.Hop, query: ObjectQuery) {
    guard let hop = target.plan.hops.last else { throw RequestFailure.unknownSegment("") }
    let query = try target.cached("property \(properties.map(\.name))", in: target.version.queries.objects) {
      try plan(hop)
    }
    return (hop, query)
  }

  private func plan(_ hop: PathPlan.Hop) throws -> ObjectQuery {
    let select = try target.options(.value).select.flatMap { isComplex ? $0 : nil }
    var nested = NestedOptions()
    nested.select = select
    var options = ReadOptions()
    // A value is no object: it needs no id.
    options.style.namesLaterMembers = exchange.style.namesLaterMembers
    let path = properties.map { NameSegment(position: 0, name: $0.name) }
    options.select = [SelectItem(path: path, options: select == nil ? nil : nested)]
    let query = try QueryPlanner.object(target.plan, hop, target.version, options, exchange.moment)
    var names = properties.map(\.name).joined(separator: "/")
    if let select { names += "(\(select.map(\.pathText).joined(separator: ",")))" }
    var context = ContextFragment(target.path, model: target.version.model)
    if case .virtual = hop.kind {
      context = context.appending("/" + names)
    } else {
      context = context.keyed(hop: target.plan.hops.count - 1).appending("/" + names)
    }
    return ObjectQuery(plan: query.plan, projection: query.projection, context: context)
  }

  /// Only a complex value has members to select.
  private var isComplex: Bool {
    if case .structured? = properties.last?.type.element { true } else { false }
  }

  private func value(in bytes: [UInt8]) throws -> JSONValue {
    var value = try JSONValue.parse(bytes)
    for property in properties { value = value.objectValue?[property.name] ?? .null }
    return value
  }
}

extension ContextFragment {
  /// With the key of a hop at its end.
  func keyed(hop: Int) -> ContextFragment {
    var fragment = self
    fragment.appendKey(hop)
    return fragment
  }
}
