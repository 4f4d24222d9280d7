import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning
import Tenants

/// GET of a function that lists changes: first everything that there is, then what changed since
/// (graph-platform 5.3).
struct DeltaRequest {
  private let target: Target
  private let collection: PathPlan.Collection
  private let tracking: ChangeTracking

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }
  private var preferences: Preferences { context.preferences }

  /// - Returns: nil when the path asks for something else, or for changes that only the service keeps.
  /// - Throws: `ServiceFailure` when it asks for the changes of a place where none are kept.
  init?(_ target: Target) throws {
    guard case .operation(let operation, let arguments) = target.path.suffix, operation.traits.listsChanges,
      target.path.continuation == nil
    else {
      return nil
    }
    guard let place = DeltaPlace(target.path),
      case .collection(let collection) = target.plan.end
    else {
      guard !operation.isFurther else { return nil }
      throw ServiceFailure(RoutingFailure.unknownSegment(operation.shortName), .gateway)
    }
    try OperationParameters(target: target, operation: operation, arguments: arguments).checkNames()
    self.target = target
    self.collection = collection.withSingleItem(in: target.version)
    tracking = place.tracking
  }

  func answer() throws -> Answer {
    try context.readListed { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      let query = try query(reader)
      let page = try page(query, reader, of: walked.parent)
      var answer = Answer.json(bytes(page, target.text(of: query.plan.context, resolver, walked)))
      answer.applied = applied(query)
      return answer
    }
  }

  /// What the request comes to.
  struct Query {
    let start: DeltaStart
    let token: DeltaToken
    let filter: DeltaFilter
    let plan: DeltaPlan
    let pageSize: Int
    let bounds: Reader.LogBounds

    /// The page tells what changed, and not what there is or where changes will be found.
    var listsChanges: Bool { start != .latest && token.listing == nil }
  }

  func query(_ reader: Reader) throws -> Query {
    let (start, options) = try DeltaOptions.read(
      target.query.options, target.contract, of: collection.source, token: givenToken)
    let bounds = try reader.logBounds
    let token = try token(start, options, bounds)
    let filter = try DeltaFilter(token.options.filter, on: collection.type, version.model)
    return Query(
      start: start, token: token, filter: filter, plan: try plan(token.options.select, filter),
      pageSize: try pageSize(token.options.top, reader), bounds: bounds)
  }

  /// Drives take the token as an argument of the function, and as an option of that name.
  private var givenToken: String? {
    guard case .operation(let operation, let arguments) = target.path.suffix,
      operation.traits.changesOf != nil
    else { return nil }
    // Clients leave out the quotation marks, as the page of the service does.
    if let token = arguments.first(where: { $0.name == "token" })?.value.keyText { return token }
    return target.query.options.entries.first { $0.kind == .custom && $0.name.lowercased() == "token" }?.value
  }

  private func plan(_ select: String?, _ filter: DeltaFilter) throws -> DeltaPlan {
    var types = ""
    if case .types(let names) = filter { types = names.sorted().joined(separator: ",") }
    // A name of an option ends at `&`, so that no two requests have one text.
    return try version.queries.deltas.plan(
      "\(style.key)\(target.keys.shape)?\(select.debugDescription)&\(types)"
    ) {
      try DeltaPlanner(
        version: version, path: target.plan, collection: collection, tracking: tracking, style: style
      )
      .plan(select: select, filter)
    }
  }

  private func page(_ query: Query, _ reader: Reader, of parent: Int64?) throws -> DeltaPage {
    guard query.start != .latest else { return DeltaPage(next: query.token) }
    var run = context.run([])
    query.token.options.window.map { run.ask(for: $0) }
    let items = DeltaItems(
      plan: query.plan, reader: reader, place: ReadValues(parent: parent, request: run))
    let size = DeltaPageSize(objects: query.pageSize)
    guard let listing = query.token.listing else {
      return try DeltaChanges(
        items: items, filter: query.filter, size: size, isMinimal: preferences.result == .minimal
      ).page(query.token, query.bounds)
    }
    return try DeltaListing(items: items, filter: query.filter, size: size).page(query.token, listing)
  }

  private func pageSize(_ top: Int?, _ reader: Reader) throws -> Int {
    let asked = (top ?? preferences.maxPageSize).map {
      min(max($0, 1), target.contract.conventions.largestPageSize)
    }
    return try PageRule(of: collection.type, in: target.contract).asking(asked)
      .size(configured: reader.settings.engine.pageSize)
  }

  /// A page of changes names objects that are gone too, so no links are made for it.
  private var style: RepresentationStyle {
    var style = RepresentationStyle.standard
    style.namesLaterMembers = context.style.namesLaterMembers
    return style
  }

  private func applied(_ query: Query) -> Preferences.Applied {
    var applied = Preferences.Applied()
    if preferences.result == .minimal, query.listsChanges { applied.add(.minimal) }
    if preferences.maxPageSize != nil { applied.add(maxPageSize: query.pageSize) }
    return applied
  }

  // MARK: Tokens

  /// Where the request starts; the tokens of its links are of its own moment.
  private func token(
    _ start: DeltaStart, _ options: DeltaOptions, _ bounds: Reader.LogBounds
  ) throws -> DeltaToken {
    switch start {
    case .beginning:
      return DeltaToken(
        issued: context.moment, options: options, position: bounds.last, listing: DeltaToken.Listing())
    case .latest: return DeltaToken(issued: context.moment, options: options, position: bounds.last)
    case .token(let text):
      guard let token = DeltaToken(text, seal) else { throw QueryFailure.invalidPageToken }
      guard !token.isExpired(at: context.moment, bounds) else {
        throw StateFailure.syncStateNotFound(restart: link("$deltatoken", ""))
      }
      return DeltaToken(
        issued: context.moment, options: token.options, position: token.position, listing: token.listing)
    }
  }

  private var seal: TokenSeal {
    TokenSeal(
      purpose: "delta \(context.tenant.name) \(version.name) \(target.keys.shape)\(names)",
      key: context.tenant.tokenKey)
  }

  /// Those of the objects on the way: each has a collection of its own.
  private var names: String { target.keys.values.map { " " + Guid.normalizedIdentifier($0) }.joined() }

  private func link(_ option: String, _ token: String) -> String {
    "\(context.base)\(String(context.path).legalInURI)?\(option)=\(token)"
  }

  // MARK: Answer

  private func bytes(_ page: DeltaPage, _ fragment: String) -> [UInt8] {
    var envelope = EnvelopeWriter(base: context.base, context: fragment)
    let token = page.next.sealed(seal)
    if page.hasMore {
      envelope.add("@odata.nextLink", link: link("$skiptoken", token))
    } else {
      envelope.add("@odata.deltaLink", link: link("$deltatoken", token))
    }
    return envelope.list { bytes in
      for (index, item) in page.items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(jsonObject: item)
      }
    }
  }
}
