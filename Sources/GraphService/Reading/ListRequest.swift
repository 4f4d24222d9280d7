import EntityModel
import Foundation
import GraphStore
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
    let query = try target.cached("list", in: target.version.queries.collections) {
      let options = try target.options(.collection)
      return try QueryPlanner.collection(
        target.plan, collection, target.version, options, exchange.moment, defaultPageSize: nil)
    }
    return try answer(query) { context in
      "\"@odata.context\":\"\(exchange.base)/$metadata#\(context)\""
    }
  }

  /// The options when `$apply` is among them; names ignore case, so the letter does too.
  private func applyOptions() throws -> ReadOptions? {
    guard exchange.query.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "y") }) else { return nil }
    let options = try target.options(.collection)
    guard options.apply != nil else { return nil }
    guard collection.type.isAggregatable else { throw RequestFailure.optionNotServed("$apply") }
    return options
  }

  /// The items as references: `{"@odata.id":"…"}`.
  func references() throws -> Answer {
    let query = try target.cached("references", in: target.version.queries.collections) {
      let options = try target.options(.references)
      return try QueryPlanner.references(target.plan, collection, target.version, options, exchange.moment)
    }
    let list = try answer(query) { _ in "\"@odata.context\":\"\(exchange.base)/$metadata#Collection($ref)\"" }
    guard case .json(let bytes) = list.content, case .object(var members)? = try? JSONValue.parse(bytes)
    else {
      return list
    }
    members["value"] = .array((members["value"]?.arrayValue ?? []).map(reference))
    return .json(JSONValue.object(members).bytes)
  }

  private func reference(_ item: JSONValue) -> JSONValue {
    let id = item.objectValue?["id"]?.stringValue ?? ""
    return ["@odata.id": .string("\(exchange.base)/\(collection.type.home ?? collection.name)/\(id)")]
  }

  private func answer(_ query: CollectionQuery, _ context: (String) -> String) throws -> Answer {
    let token = try pageToken()
    return try exchange.tenant.store.read(isConsistent: true) { reader in
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
      return .json(bytes)
    }
  }

  // MARK: Pages

  private struct Page {
    var items: [UInt8] = []
    var count: Int?
    var next: PageToken?
  }

  private func page(_ query: CollectionQuery, _ token: PageToken?, _ parent: Int64?, _ reader: Reader) throws
    -> Page
  {
    var page = Page()
    if let count = query.count, token == nil {
      page.count = try reader.count(count, ReadValues(parent: parent))
    }
    let served = token?.served ?? 0
    let wanted = min(query.pageSize, query.total.map { $0 - served } ?? query.pageSize)
    guard wanted > 0 else { return page }
    // One row more tells whether a further page follows.
    let values = ReadValues(parent: parent, limit: wanted + 1, cursor: token?.cursor ?? [])
    let cursor = try reader.appendPage(token == nil ? query.first : query.next, values, to: &page.items)
    if let cursor, query.total.map({ served + wanted < $0 }) ?? true {
      page.next = PageToken(cursor: cursor, served: served + wanted)
    }
    return page
  }

  private func pageToken() throws -> PageToken? {
    guard exchange.query.utf8.contains(UInt8(ascii: "s")) || exchange.query.utf8.contains(UInt8(ascii: "S")),
      let text = try target.options(.collection).pageToken
    else { return nil }
    guard let token = PageToken.open(text, for: try sealedQuery(), key: exchange.tenant.tokenKey) else {
      throw RequestFailure.invalidPageToken
    }
    return token
  }

  private func nextLink(_ token: PageToken) -> String {
    let sealed = token.sealed(for: (try? sealedQuery()) ?? "", key: exchange.tenant.tokenKey)
    let options = (otherOptions() + ["$skiptoken=" + sealed]).joined(separator: "&")
    return exchange.base + Self.safe(String(exchange.path)) + "?" + options
  }

  /// Braces would be taken for a URI template by clients that expand links (graph-platform 1.12).
  private static func safe(_ text: String) -> String {
    text.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing(" ", with: "%20")
  }

  /// Everything that the token belongs to.
  private func sealedQuery() throws -> String {
    "\(exchange.tenant.name) \(exchange.version.name) \(target.keys.shape) \(target.keys.values) \(otherOptions().joined(separator: "&"))"
  }

  /// The options as they were sent, without the page token.
  private func otherOptions() -> [String] {
    guard let query = try? QueryOptions.parse(String(exchange.query)) else { return [] }
    return query.entries.filter { $0.kind != .system(.skiptoken) }.map { Self.safe($0.raw) }
  }
}
