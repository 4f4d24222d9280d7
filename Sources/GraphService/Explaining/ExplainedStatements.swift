import EntityModel
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// The statements that a request runs, in their order: those that find the objects of the path, then its own.
struct ExplainedStatements {
  let target: Target
  let reader: Reader
  private var statements: [Explanation.Statement] = []
  /// What `?1` of the next statement is.
  private var parent = "no object before"

  init(target: Target, reader: Reader) {
    self.target = target
    self.reader = reader
  }

  private var store: TenantStore { target.exchange.tenant.store }
  private var hops: [PathPlan.Hop] { target.plan.hops }

  static func list(_ target: Target, _ reader: Reader) throws -> [Explanation.Statement] {
    var list = ExplainedStatements(target: target, reader: reader)
    try list.addCaller()
    try list.addRequest()
    return list.statements
  }

  // MARK: The path

  private mutating func addCaller() throws {
    guard case .singleton(let element, let type)? = target.path.steps.first, type.traits.home != nil,
      let query = try CallerLookup(version: target.version, type: type).query(target.exchange.caller, reader)
    else { return }
    try add("find who '\(element.name)' is", query.plan, query.values, identifier: "name or id of the caller")
  }

  private mutating func addHops(_ hops: ArraySlice<PathPlan.Hop>) throws {
    for hop in hops {
      guard case .row = hop.kind, let plan = hop.locate else {
        parent = "no row before"
        continue
      }
      try add("find \(name(of: hop))", plan, values(of: hop), identifier: identifier(of: hop))
      parent = "key of the row that statement \(statements.count) finds"
    }
  }

  private func name(of hop: PathPlan.Hop) -> String {
    hop.keyIndex == nil ? hop.name : "\(hop.name) '\(resolver.key(hop))'"
  }

  private var resolver: Resolver { target.resolver(nil) }

  private func values(of hop: PathPlan.Hop) -> ReadValues { resolver.values(hop, parent: nil) }

  private func identifier(of hop: PathPlan.Hop) -> String {
    guard case .row(_, let lookup) = hop.kind else { return "" }
    switch lookup {
    case .identifier: return "id in the path"
    case .property(let name): return "\(name) in the path, folded"
    case .caller: return "id of the row that statement 1 finds"
    case .single, .nothing: return "nothing"
    }
  }

  // MARK: What is asked of it

  private mutating func addRequest() throws {
    guard target.exchange.method == .get else { return try addHops(hops[...]) }
    if let delta = try DeltaRequest(target) { return try addDelta(delta.query(reader)) }
    switch try target.planner.read() {
    case .object(let hop, let query), .property(_, let hop, let query, _): try addObject(hop, query)
    case .list(_, let query), .references(_, let query):
      try addHops(hops[...])
      try addPage(query)
    case .applied(_, let plan):
      try addHops(hops[...])
      if let count = plan.count { try add("count", count, ReadValues()) }
      try add("read all rows", plan.plan, ReadValues(limit: AppliedPlan.rowLimit))
    case .count(_, let plan):
      try addHops(hops[...])
      try add("count", plan, ReadValues())
    case .reference, .nothing: try addHops(hops[...])
    }
  }

  private mutating func addObject(_ hop: PathPlan.Hop, _ query: ObjectQuery) throws {
    try addHops(hops.dropLast())
    try add("read \(name(of: hop))", query.plan, values(of: hop), identifier: identifier(of: hop))
    if let rowless = query.rowless {
      try add("read \(name(of: hop)) where it has no row", rowless, ReadValues())
    }
  }

  private mutating func addPage(_ query: CollectionQuery) throws {
    let isFirst = target.query.pageToken == nil
    let preferred = target.exchange.preferences.maxPageSize.flatMap(query.page.size(preferred:))
    let size = try preferred ?? query.page.size(configured: reader.settings?["pageSize"]?.intValue)
    let wanted = min(size, query.page.total ?? size)
    if isFirst, let count = query.count { try add("count", count, ReadValues()) }
    if wanted > 0 {
      try add(
        "read a page of \(wanted)", isFirst ? query.first : query.next, ReadValues(limit: wanted + 1))
    }
  }

  // MARK: A statement

  mutating func add(
    _ purpose: String, _ plan: ReadPlan, _ values: ReadValues, identifier: String = ""
  ) throws {
    var values = values
    values.request = target.request
    let parameters = plan.parameters(values).map { self.parameter($0, identifier) }
    statements.append(
      Explanation.Statement(
        purpose: purpose, sql: plan.sql, parameters: parameters, queryPlan: try store.queryPlan(of: plan)))
  }
}

extension ExplainedStatements {
  private func parameter(_ parameter: PlanParameter, _ identifier: String) -> Explanation.Parameter {
    let (value, meaning): (JSONValue?, String) =
      switch parameter.role {
      case .parent: (nil, parent)
      // The id of the caller is found by a statement of its own.
      case .identifier: (parameter.value.explained, identifier)
      case .limit: (parameter.value.explained, "rows at most: one more tells of a next page")
      case .cursor: (parameter.value.explained, "where the page before ended")
      case .constant: (parameter.value.explained, "value in the query")
      case .moment: (parameter.value.explained, "moment of the request, in ticks of 100 ns since the year 1")
      case .base: (parameter.value.explained, "service root of the request")
      }
    return Explanation.Parameter(name: "?\(parameter.number)", value: value, meaning: meaning)
  }
}

extension SQLValue {
  /// nil for what only a run knows.
  fileprivate var explained: JSONValue? {
    switch self {
    case .null: nil
    case .integer(let value): .number(String(value))
    case .real(let value): .number(String(value))
    case .text(let text): .string(text)
    }
  }
}
