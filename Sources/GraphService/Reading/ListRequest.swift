import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning
import Tenants

/// GET of a collection, page by page.
struct ListRequest {
  let target: Target
  let collection: PathPlan.Collection
  let query: CollectionQuery
  let rule: PageRule
  let run: RunRequest
  /// nil for the first page.
  let token: PageToken?
  /// The keys of all items, where an operation names them.
  var listed: SQLValue = .null

  private var context: RequestContext { target.context }

  func answer() throws -> Answer {
    try read { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      let page = try page(parent: walked.parent(of: collection.source), reader)
      var answer = Answer.json(
        bytes(page, target.text(of: query.context, resolver, walked)), place: target.place(resolver, walked))
      if let size = preferredSize { answer.applied.add(maxPageSize: size) }
      return answer
    }
  }

  /// What an operation has named is there, whatever lists show.
  private func read(_ body: (Reader) throws -> Answer) throws -> Answer {
    if case .null = listed { return try context.readListed(body) }
    return try context.read(body)
  }

  private func bytes(_ page: Page, _ fragment: String) -> [UInt8] {
    var envelope = EnvelopeWriter(base: context.base, context: fragment, size: page.items.count + 512)
    if let count = page.count { envelope.add(count: count) }
    if let next = page.next { envelope.add("@odata.nextLink", link: link(next)) }
    return envelope.list { $0.append(contentsOf: page.items) }
  }

  /// The items as references: `{"@odata.id":"…"}`.
  func references() throws -> Answer {
    var list = try answer()
    guard case .json(let bytes) = list.content else { return list }
    var members = try JSONObject(answer: bytes)
    let set = "\(context.base)/\(collection.type.traits.home ?? list.place ?? collection.name)"
    members["value"] = .array((members["value"]?.arrayValue ?? []).map { reference($0, in: set) })
    list.content = .json(JSONValue.object(members).bytes)
    return list
  }

  private func reference(_ item: JSONValue, in set: String) -> JSONValue {
    let id = item.objectValue?["id"]?.stringValue ?? ""
    return ["@odata.id": .string(ObjectURL(set: set, id: id).text)]
  }
}

// MARK: Pages

extension ListRequest {
  private struct Page {
    var items: [UInt8] = []
    var count: Int?
    var next: PageToken?
  }

  private func page(parent: Int64?, _ reader: Reader) throws -> Page {
    let wanted = self.wanted(reader)
    var page = Page()
    if token == nil, let count = query.count {
      reader.trace?.expect("count")
      page.count = try reader.count(
        count, ReadValues(parent: parent, identifier: listed, request: run))
    }
    guard wanted > 0 else { return page }
    // One row more tells whether a further page follows.
    let values = ReadValues(
      parent: parent, identifier: listed, limit: wanted + 1, cursor: token?.cursor ?? [], request: run)
    reader.trace?.expect("read a page of \(wanted)")
    let cursor = try reader.appendPage(token == nil ? query.first : query.next, values, to: &page.items)
    let shown = served + wanted
    if let cursor, rule.total.map({ shown < $0 }) ?? true {
      page.next = PageToken(cursor: cursor, served: shown)
    }
    return page
  }

  /// Rows of the pages before.
  private var served: Int { token?.served ?? 0 }

  /// Rows of this page; none are looked for when none are wanted.
  private func wanted(_ reader: Reader) -> Int {
    let size = preferredSize ?? rule.size(configured: reader.settings.engine.pageSize)
    return min(size, rule.total.map { $0 - served } ?? size)
  }

  /// Rows of a page, where the client prefers a size.
  private var preferredSize: Int? { context.preferences.maxPageSize.flatMap(rule.size(preferred:)) }

  private func link(_ token: PageToken) -> String {
    let sealed = token.sealed(for: target.sealedQuery, key: context.tenant.tokenKey)
    let others = target.query.text.isEmpty ? "" : target.query.text + "&"
    return "\(context.base)\(String(context.path).legalInURI)?\(others)$skiptoken=\(sealed)"
  }
}
