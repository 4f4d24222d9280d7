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
    let (value, context, place) = try read()
    guard !value.isNull else { return .noContent }
    var members: JSONObject = ["@odata.context": .string("\(exchange.base)/$metadata#\(context)")]
    if case .object(let object) = value {
      members.members += object.members
    } else {
      members["value"] = value
    }
    return .json(JSONValue.object(members).bytes, place: place)
  }

  func rawAnswer() throws -> Answer {
    let value = try read().value
    switch value {
    case .null: return .noContent
    case .string(let text): return Answer(status: 200, content: .text(Array(text.utf8)))
    case .bool, .number: return Answer(status: 200, content: .text(value.bytes))
    case .array, .object: throw RequestFailure.unknownSegment("$value")
    }
  }

  private func read() throws -> (value: JSONValue, context: String, place: String?) {
    let (hop, query) = try query()
    return try exchange.tenant.store.read(isConsistent: true) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walkToLast(reader)
      var bytes: [UInt8] = [UInt8(ascii: "{")]
      if try !reader.appendItem(query.plan, target.values(hop, resolver, walked), to: &bytes) {
        guard case .virtual = hop.kind else { throw resolver.missing(hop) }
        query.projection.append(defaultsOf: hop.type, id: hop.name, to: &bytes)
      }
      let context = target.text(of: query.context, resolver, walked)
      return (try value(in: bytes), context, target.place(resolver, walked, of: place(hop)))
    }
  }

  /// What is run, and for which object of the path.
  func query() throws -> (hop: PathPlan.Hop, query: ObjectQuery) {
    guard let hop = target.plan.hops.last else { throw RequestFailure.unknownSegment("") }
    do {
      return try (
        hop,
        target.cached("property \(properties.map(\.name))", in: target.version.queries.objects) {
          try plan(hop)
        }
      )
    } catch let failure as RequestFailure { throw ServiceFailure(failure, area) }
  }

  /// A complex value that holds another area's objects has that area's words.
  private var area: Area { container.flatMap { Area(of: $0).ofType } ?? target.area }

  private func plan(_ hop: PathPlan.Hop) throws -> ObjectQuery {
    let given = try target.options(container == nil ? .value : .container)
    let select = given.select.flatMap { complex == nil ? nil : $0 }
    var nested = NestedOptions()
    nested.select = select
    var options = ReadOptions()
    options.style = exchange.style
    // A value is no object: it needs no id, but what is expanded below it does.
    if given.expand.isEmpty { options.style.identifiesObjects = false }
    let path = properties.map { NameSegment(position: 0, name: $0.name) }
    options.select = [SelectItem(path: path, options: select == nil ? nil : nested)]
    options.expand = try given.expand.flatMap { try expansions($0, below: path) }
    options.aliases = given.aliases
    let query = try QueryPlanner.object(target.plan, hop, target.version, options, exchange.moment)
    let shown = (select ?? []).map(\.pathText) + given.expand.map(QueryPlanner.contextName)
    let list = shown.isEmpty ? "" : "(\(shown.joined(separator: ",")))"
    return ObjectQuery(plan: query.plan, projection: query.projection, context: place(hop).appending(list))
  }

  /// The place of the value.
  private func place(_ hop: PathPlan.Hop) -> ContextFragment {
    let object = ContextFragment(target.path, model: target.version.model)
    let path = "/" + properties.map(\.name).joined(separator: "/")
    if case .virtual = hop.kind { return object.appending(path) }
    return object.keyed(hop: target.plan.hops.count - 1).appending(path)
  }

  /// Only a complex value has members to select.
  private var complex: StructuredType? {
    guard case .structured(let name)? = properties.last?.type.element else { return nil }
    return target.version.model.type(name)
  }

  /// The type of a complex value with navigation properties, which can be expanded.
  private var container: StructuredType? {
    complex.flatMap { $0.navigationProperties.isEmpty ? nil : $0 }
  }

  /// `assignments` of `cloudLicensing` as `cloudLicensing/assignments` of the object; `*` as every one of them.
  private func expansions(_ item: ExpandItem, below path: [NameSegment]) throws -> [ExpandItem] {
    guard let container else { return [] }
    let name = item.path.map(\.name).joined(separator: "/")
    let found =
      name == "*" ? container.navigationProperties : [container.navigationProperty(name)].compactMap(\.self)
    guard !found.isEmpty else {
      throw RequestFailure.unknownExpanded(name: name, type: container)
    }
    return found.map { navigation in
      let segment = NameSegment(position: item.position, name: navigation.name)
      return ExpandItem(path: path + [segment], form: item.form, options: name == "*" ? nil : item.options)
    }
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
