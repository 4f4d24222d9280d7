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
  let read: PlannedRead

  private var context: RequestContext { target.context }
  private let run: RunRequest

  init(target: Target, page: PageToken?, read: PlannedRead) throws {
    (self.target, self.page, self.read) = (target, page, read)
    var run = target.context.run(read.values)
    if case .collection(let collection) = target.plan.end, let window = collection.source.window {
      run.ask(for: try AskedWindow(target.query.options, of: window))
    }
    self.run = run
  }

  func answer() throws -> Answer {
    switch read.query {
    case .object(let hop, let query): try object(hop, query)
    case .list(let collection, let query, let rule): try list(collection, query, rule).answer()
    case .applied(let collection, let plan):
      try ApplyRequest(target: target, collection: collection, plan: plan, run: run).answer()
    case .count(let collection, let plan): try count(collection, plan)
    case .references(let collection, let query, let rule): try list(collection, query, rule).references()
    case .reference(let hop): try reference(hop)
    case .property(let properties, let hop, let query, let isRaw):
      try property(properties, hop, query, isRaw)
    case .nothing: .noContent
    }
  }

  private func list(
    _ collection: PathPlan.Collection, _ query: CollectionQuery, _ rule: PageRule
  ) -> ListRequest {
    ListRequest(
      target: target, collection: collection, query: query, rule: rule, run: run, token: page)
  }

  private func property(
    _ properties: [Property], _ hop: PathPlan.Hop, _ query: ObjectQuery, _ isRaw: Bool
  ) throws -> Answer {
    let request = PropertyRequest(
      target: target, properties: properties, hop: hop, query: query, run: run)
    return try isRaw ? request.rawAnswer() : request.answer()
  }

  // MARK: Object

  private func object(_ hop: PathPlan.Hop, _ query: ObjectQuery) throws -> Answer {
    let link = DownloadLink(hop.type, context, target.query)
    let isConsistent = target.plan.hops.count > 1 || link != nil
    return try context.readObject(isConsistent: isConsistent) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walkToLast(reader)
      try resolver.check(hop.sources, hop.name, walked)
      var isThere = true
      var envelope = EnvelopeWriter(
        base: context.base, context: target.text(of: query.context, resolver, walked))
      try link?.add(to: &envelope, hop, target.values(hop, resolver, walked, run), reader)
      reader.trace?.expect(
        "read \(resolver.title(of: hop))", identifier: resolver.identifierMeaning(of: hop))
      let bytes = try envelope.object { bytes in
        isThere = try append(hop, query, resolver, walked, reader, to: &bytes)
      }
      guard isThere else { return try nothing(hop, resolver) }
      return .json(bytes, place: target.place(resolver, walked))
    }
  }

  /// - Returns: false when there is no such object.
  private func append(
    _ hop: PathPlan.Hop, _ query: ObjectQuery, _ resolver: Resolver, _ walked: Resolver.Walked,
    _ reader: Reader, to bytes: inout [UInt8]
  ) throws -> Bool {
    let values = target.values(hop, resolver, walked, run)
    let isFound = try reader.appendItem(query.plan, values, to: &bytes)
    // Without rows, what may be there without one is not there.
    guard !isFound || hop.isVirtual && reader.withholdsRows else { return true }
    guard hop.isThereWithoutRow else { return false }
    reader.trace?.expect("read \(hop.name) where it has no row")
    try appendRowless(hop, query, walked, reader, to: &bytes)
    return true
  }

  /// A single value below a singleton exists without a row, with its defaults.
  private func appendRowless(
    _ hop: PathPlan.Hop, _ query: ObjectQuery, _ walked: Resolver.Walked, _ reader: Reader,
    to bytes: inout [UInt8]
  ) throws {
    if let rowless = query.rowless {
      _ = try reader.appendItem(rowless, hop.rowless(ReadValues(request: run), walked), to: &bytes)
    } else {
      query.projection.append(
        defaultsOf: target.version.concrete(hop.type), id: hop.impliedIdentifier(walked), to: &bytes)
    }
  }

  /// A null single value is no content where the workload says so and the model lets it be null.
  private func nothing(_ hop: PathPlan.Hop, _ resolver: Resolver) throws -> Answer {
    if case .row(_, .single) = hop.kind, hop.contract.conventions.answersNothingForNull,
      hop.navigation?.isNullable == true, hop.type.traits.stream.missing == nil
    {
      return .noContent
    }
    throw resolver.missing(hop)
  }

  // MARK: Count

  private func count(_ collection: PathPlan.Collection, _ plan: ReadPlan) throws -> Answer {
    try context.readListed(isConsistent: !target.plan.hops.isEmpty) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      reader.trace?.expect("count")
      let count = try reader.count(
        plan, ReadValues(parent: walked.parent(of: collection.source), request: run))
      return Answer(status: 200, content: .text(Array(String(count).utf8)))
    }
  }

  // MARK: Reference

  private func reference(_ hop: PathPlan.Hop) throws -> Answer {
    try context.readObject { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      let located = walked.objects.last ?? nil
      guard located != nil || hop.isThereWithoutRow else { throw RoutingFailure.unknownSegment("$ref") }
      var envelope = EnvelopeWriter(base: context.base, context: "$ref")
      let id = located?.id ?? hop.impliedIdentifier(walked)
      envelope.add("@odata.id", link: url(of: hop, id, resolver, walked))
      return .json(envelope.closed())
    }
  }

  /// Of the object of the path: in the set of its type; what is in none is where the path leads.
  private func url(
    of hop: PathPlan.Hop, _ id: String, _ resolver: Resolver, _ walked: Resolver.Walked
  ) -> String {
    if let home = hop.type.traits.home { return ObjectURL(set: "\(context.base)/\(home)", id: id).text }
    let fragment = ContextFragment(target.path, model: target.version.model)
    let path = "\(context.base)/\(target.segments(of: fragment, resolver, walked))"
    return hop.keyIndex == nil ? path : ObjectURL(set: path, id: id).text
  }
}
