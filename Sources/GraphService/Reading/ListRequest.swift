import EntityModel
import Foundation
import GraphStore
import HTTPMessages
import JSON
import OData

/// GET of a collection, page by page.
struct ListRequest {
  let target: Target
  let collection: PathPlan.Collection

  private var exchange: Exchange { target.exchange }

  func answer() throws -> Answer {
    if let options = try applyOptions(), let steps = options.apply {
      return try ApplyRequest(target: target, collection: collection, options: options, steps: steps).answer()
    }
    // A page request that lost its header is told of its token, not of its options.
    let token = try pageToken()
    return try answer(try query(), token) { context in
      "\"@odata.context\":\"\(exchange.base)/$metadata#\(context)\""
    }
  }

  /// What a list without `$apply` runs.
  func query() throws -> CollectionQuery {
    try target.cached("list", in: target.version.queries.collections) {
      let options = try target.options(.collection)
      return try QueryPlanner.collection(target.plan, collection, target.version, options, exchange.moment)
    }
  }

  /// The options when `$apply` is among them.
  func applyOptions() throws -> ReadOptions? {
    guard target.query.options[.apply] != nil else { return nil }
    let options = try target.options(.collection)
    guard options.apply != nil else { return nil }
    guard collection.type.traits.isAggregatable else { throw RequestFailure.optionNotServed("$apply") }
    // The result has no properties but its own, and no further page.
    if options.select != nil { throw RequestFailure.optionNotServed("$select") }
    if !options.expand.isEmpty { throw RequestFailure.optionNotServed("$expand") }
    if target.query.pageToken != nil { throw RequestFailure.invalidPageToken }
    _ = try PageRule(options.top, of: collection.type, in: target.area)
    return options
  }

  /// The items as references: `{"@odata.id":"…"}`.
  func references() throws -> Answer {
    let token = try pageToken()
    var list = try answer(try referencesQuery(), token) { _ in
      "\"@odata.context\":\"\(exchange.base)/$metadata#Collection($ref)\""
    }
    guard case .json(let bytes) = list.content else { return list }
    var members = try JSONObject(answer: bytes)
    let set = "\(exchange.base)/\(collection.type.traits.home ?? list.place ?? collection.name)"
    members["value"] = .array((members["value"]?.arrayValue ?? []).map { reference($0, in: set) })
    list.content = .json(JSONValue.object(members).bytes)
    return list
  }

  /// What a list of references runs.
  func referencesQuery() throws -> CollectionQuery {
    try target.cached("references", in: target.version.queries.collections) {
      let options = try target.options(.references)
      return try QueryPlanner.references(target.plan, collection, target.version, options, exchange.moment)
    }
  }

  private func reference(_ item: JSONValue, in set: String) -> JSONValue {
    let id = item.objectValue?["id"]?.stringValue ?? ""
    return ["@odata.id": .string(ObjectURL(set: set, id: id).text)]
  }

  private func answer(
    _ query: CollectionQuery, _ token: PageToken?, _ context: (String) -> String
  ) throws -> Answer {
    try exchange.tenant.store.read(isConsistent: true) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      let page = try page(query, token, walked.parent, reader)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(page.items.count + 512)
      bytes.append(literal: "{")
      bytes.append(raw: context(target.text(of: query.context, resolver, walked)))
      if let count = page.count { bytes.append(raw: ",\"@odata.count\":\(count)") }
      if let next = page.next {
        bytes.append(literal: ",\"@odata.nextLink\":")
        bytes.append(jsonString: nextLink(next))
      }
      bytes.append(literal: ",\"value\":[")
      bytes.append(contentsOf: page.items)
      bytes.append(literal: "]}")
      var answer = Answer.json(bytes, place: target.place(resolver, walked))
      if let size = preferredSize(query) { answer.applied.add(maxPageSize: size) }
      return answer
    }
  }
}

// MARK: Pages

extension ListRequest {
  /// Rows of a page, where the client prefers a size.
  private func preferredSize(_ query: CollectionQuery) -> Int? {
    exchange.preferences.maxPageSize.flatMap(query.page.size)
  }

  private struct Page {
    var items: [UInt8] = []
    var count: Int?
    var next: PageToken?
  }

  /// What one page runs.
  struct PageRun {
    /// nil when the rows are not counted.
    let count: ReadPlan?
    let rows: ReadPlan
    /// Rows of the pages before.
    let served: Int
    /// Rows of this one; none are looked for when none are wanted.
    let wanted: Int
    /// One row more tells whether a further page follows.
    let values: ReadValues
  }

  /// - Parameter token: nil for the first page.
  func run(_ query: CollectionQuery, _ token: PageToken?, parent: Int64?, _ reader: Reader) throws -> PageRun
  {
    let served = token?.served ?? 0
    let size = try preferredSize(query) ?? query.page.size(reader)
    let wanted = min(size, query.page.total.map { $0 - served } ?? size)
    return PageRun(
      count: token == nil ? query.count : nil, rows: token == nil ? query.first : query.next, served: served,
      wanted: wanted,
      values: ReadValues(
        parent: parent, limit: wanted + 1, cursor: token?.cursor ?? [], request: target.request))
  }

  private func page(_ query: CollectionQuery, _ token: PageToken?, _ parent: Int64?, _ reader: Reader) throws
    -> Page
  {
    let run = try run(query, token, parent: parent, reader)
    var page = Page()
    page.count = try run.count.map {
      try reader.count($0, ReadValues(parent: parent, request: target.request))
    }
    guard run.wanted > 0 else { return page }
    let cursor = try reader.appendPage(run.rows, run.values, to: &page.items)
    let shown = run.served + run.wanted
    if let cursor, query.page.total.map({ shown < $0 }) ?? true {
      page.next = PageToken(cursor: cursor, served: shown, needsHeader: query.needsHeader)
    }
    return page
  }

  /// The token of a page whose statements are to be explained: one that this process cannot open, as it was made by
  /// another, says only that this is not the first page.
  var explainedToken: PageToken? {
    target.query.pageToken.map { text in
      PageToken.open(text, for: sealedQuery, key: exchange.tenant.tokenKey)
        ?? PageToken(cursor: [], served: 0, needsHeader: false)
    }
  }

  private func pageToken() throws -> PageToken? {
    guard let text = target.query.pageToken else { return nil }
    // The other options were looked at when the plan was made.
    if let name = target.query.options.repeated.first { throw RequestFailure.repeatedOption(name) }
    guard let token = PageToken.open(text, for: sealedQuery, key: exchange.tenant.tokenKey),
      target.isEventual || !token.needsHeader
    else { throw RequestFailure.invalidPageToken }
    return token
  }

  private func nextLink(_ token: PageToken) -> String {
    let sealed = token.sealed(for: sealedQuery, key: exchange.tenant.tokenKey)
    let others = target.query.text.isEmpty ? "" : target.query.text + "&"
    return "\(exchange.base)\(RequestQuery.safe(String(exchange.path)))?\(others)$skiptoken=\(sealed)"
  }

  /// Everything that the token belongs to.
  private var sealedQuery: String {
    "\(exchange.tenant.name) \(exchange.version.name) \(target.keys.shape) \(target.keys.values) \(target.query.text)"
  }
}
