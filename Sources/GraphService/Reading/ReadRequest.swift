import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// GET of an object, a list, a count, a property or references: runs what was planned.
struct ReadRequest {
  let target: Target
  /// Where the list goes on; nil for the first page.
  let page: PageToken?
  let query: ReadQuery

  private var exchange: Exchange { target.exchange }

  func answer() throws -> Answer {
    switch query {
    case .object(let hop, let query): try object(hop, query)
    case .list(let collection, let query): try list(collection, query).answer()
    case .applied(let collection, let plan):
      try ApplyRequest(target: target, collection: collection, plan: plan).answer()
    case .count(let collection, let plan): try count(collection, plan)
    case .references(let collection, let query): try list(collection, query).references()
    case .reference(let hop): try reference(hop)
    case .property(let properties, let hop, let query, let isRaw):
      try property(PropertyRequest(target: target, properties: properties, hop: hop, query: query), isRaw)
    case .nothing: .noContent
    }
  }

  private func list(_ collection: PathPlan.Collection, _ query: CollectionQuery) -> ListRequest {
    ListRequest(target: target, collection: collection, query: query, token: page)
  }

  private func property(_ request: PropertyRequest, _ isRaw: Bool) throws -> Answer {
    try isRaw ? request.rawAnswer() : request.answer()
  }

  // MARK: Object

  private func object(_ hop: PathPlan.Hop, _ query: ObjectQuery) throws -> Answer {
    try exchange.tenant.store.read(isConsistent: target.plan.hops.count > 1) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walkToLast(reader)
      try resolver.check(hop.sources, hop.name, walked)
      var isThere = true
      let envelope = EnvelopeWriter(
        base: exchange.base, context: target.text(of: query.context, resolver, walked))
      let bytes = try envelope.object { bytes in
        isThere = try append(hop, query, target.values(hop, resolver, walked), reader, to: &bytes)
      }
      guard isThere else { return try nothing(hop, resolver) }
      return .json(bytes, place: target.place(resolver, walked))
    }
  }

  /// - Returns: false when there is no such object.
  private func append(
    _ hop: PathPlan.Hop, _ query: ObjectQuery, _ values: ReadValues, _ reader: Reader, to bytes: inout [UInt8]
  ) throws -> Bool {
    if try reader.appendItem(query.plan, values, to: &bytes) { return true }
    guard hop.isVirtual else { return false }
    try appendVirtual(hop, query, reader, to: &bytes)
    return true
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

  /// A null single value is no content where the workload says so and the model lets it be null.
  private func nothing(_ hop: PathPlan.Hop, _ resolver: Resolver) throws -> Answer {
    if case .row(_, .single) = hop.kind, hop.contract.conventions.answersNothingForNull,
      hop.navigation?.isNullable == true
    {
      return .noContent
    }
    throw resolver.missing(hop)
  }

  // MARK: Count

  private func count(_ collection: PathPlan.Collection, _ plan: ReadPlan) throws -> Answer {
    try exchange.tenant.store.read(isConsistent: !target.plan.hops.isEmpty) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      let count = try reader.count(plan, ReadValues(parent: walked.parent, request: target.request))
      return Answer(status: 200, content: .text(Array(String(count).utf8)))
    }
  }

  // MARK: Reference

  private func reference(_ hop: PathPlan.Hop) throws -> Answer {
    try exchange.tenant.store.read(isConsistent: true) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      guard let located = walked.objects.last ?? nil else { throw RoutingFailure.unknownSegment("$ref") }
      let set = "\(exchange.base)/\(hop.type.traits.home ?? hop.name)"
      var envelope = EnvelopeWriter(base: exchange.base, context: "$ref")
      envelope.add("@odata.id", link: ObjectURL(set: set, id: located.id).text)
      return .json(envelope.closed())
    }
  }
}
