import EntityModel
import GraphStore
import JSON
import OData
import Synchronization

/// GET of an object, a list, a count, a property or references.
struct ReadRequest {
  let target: Target

  private var version: ServiceVersion { target.version }
  private var exchange: Exchange { target.exchange }

  func answer() throws -> Answer {
    switch target.path.suffix {
    case .none:
      guard case .collection(let collection) = target.plan.end else { return try object() }
      return try ListRequest(target: target, collection: collection).answer()
    case .count: return try count()
    case .ref: return try references()
    case .property(let properties):
      return try PropertyRequest(target: target, properties: properties).answer()
    case .value(let properties):
      return try PropertyRequest(target: target, properties: properties).rawAnswer()
    case .operation: return .noContent
    }
  }

  // MARK: Object

  private func object() throws -> Answer {
    guard let hop = target.plan.hops.last else { throw RequestFailure.unknownSegment("") }
    let query = try objectQuery(hop)
    return try exchange.tenant.store.read(isConsistent: target.plan.hops.count > 1) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walkToLast(reader)
      try resolver.check(hop.sources, hop.name, walked)
      var bytes = contextStart(query.context, resolver, walked)
      let found = try reader.appendItem(query.plan, target.values(hop, resolver, walked), to: &bytes)
      if !found {
        guard hop.isVirtual else { return try nothing(hop, resolver) }
        try appendVirtual(hop, query, reader, to: &bytes)
      }
      bytes.closeEmptyObject()
      return .json(bytes, place: target.place(resolver, walked))
    }
  }

  /// A null single value is no content where the area says so and the model lets it be null.
  private func nothing(_ hop: PathPlan.Hop, _ resolver: Resolver) throws -> Answer {
    if case .row(_, .single) = hop.kind, hop.area.answersNothingForNull,
      hop.navigation?.isNullable == true
    {
      return .noContent
    }
    throw resolver.missing(hop)
  }

  /// A single value below a singleton exists without a row, with its defaults.
  private func appendVirtual(
    _ hop: PathPlan.Hop, _ query: ObjectQuery, _ reader: Reader, to bytes: inout [UInt8]
  ) throws {
    if let rowless = query.rowless {
      _ = try reader.appendItem(rowless, ReadValues(request: target.request), to: &bytes)
    } else {
      query.projection.append(defaultsOf: hop.type, id: hop.name, to: &bytes)
    }
  }

  /// What the GET of one object runs.
  func objectQuery(_ hop: PathPlan.Hop) throws -> ObjectQuery {
    let make = {
      let options = try target.options(.object)
      return try QueryPlanner.object(target.plan, hop, version, options, exchange.moment)
    }
    guard target.query.isEmpty, exchange.style == .standard else {
      return try target.cached("object", in: version.queries.objects, make)
    }
    if let plain = target.plan.plainObject.withLock({ $0 }) { return plain }
    let plain = try make()
    target.plan.plainObject.withLock { $0 = plain }
    return plain
  }

  private func contextStart(
    _ context: ContextFragment, _ resolver: Resolver, _ walked: Resolver.Walked
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2048)
    bytes.append(literal: "{\"@odata.context\":\"")
    bytes.append(raw: exchange.base)
    bytes.append(literal: "/$metadata#")
    bytes.append(raw: target.text(of: context, resolver, walked))
    bytes.append(literal: "\",")
    return bytes
  }

  // MARK: Count

  private func count() throws -> Answer {
    guard case .collection(let collection) = target.plan.end else {
      throw RequestFailure.unknownSegment("$count")
    }
    let plan = try countPlan(collection)
    return try exchange.tenant.store.read(isConsistent: !target.plan.hops.isEmpty) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      let count = try reader.count(plan, ReadValues(parent: walked.parent, request: target.request))
      return Answer(status: 200, content: .text(Array(String(count).utf8)))
    }
  }

  /// What `/$count` runs.
  func countPlan(_ collection: PathPlan.Collection) throws -> ReadPlan {
    guard !target.area.hasAdvancedQueries || target.isEventual else { throw RequestFailure.countNotServed }
    return try target.cached("count", in: version.queries.rows) {
      let options = try target.options(.count)
      return try QueryPlanner.count(target.plan, collection, version, options, exchange.moment)
    }
  }

  // MARK: References

  private func references() throws -> Answer {
    switch target.plan.end {
    case .collection(let collection):
      return try ListRequest(target: target, collection: collection).references()
    case .object: return try reference()
    }
  }

  private func reference() throws -> Answer {
    _ = try target.options(.value)
    return try exchange.tenant.store.read(isConsistent: true) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      guard let located = walked.objects.last ?? nil, let hop = target.plan.hops.last else {
        throw RequestFailure.unknownSegment("$ref")
      }
      var bytes: [UInt8] = []
      bytes.append(raw: "{\"@odata.context\":\"\(exchange.base)/$metadata#$ref\",\"@odata.id\":")
      bytes.append(
        jsonString: ObjectURL(set: "\(exchange.base)/\(hop.type.traits.home ?? hop.name)", id: located.id)
          .text)
      bytes.append(literal: "}")
      return .json(bytes)
    }
  }
}

extension [UInt8] {
  /// `{"a":1,}`, which an empty selection leaves, as `{"a":1}`.
  mutating func closeEmptyObject() {
    guard count > 1, self[count - 2] == UInt8(ascii: ","), self[count - 1] == UInt8(ascii: "}") else {
      return
    }
    remove(at: count - 2)
  }
}
