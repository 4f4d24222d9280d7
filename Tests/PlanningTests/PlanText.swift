import EntityModel
import GraphContract
import OData
import Planning

@testable import GraphStore

/// Plans as texts, one fact a line.
struct PlanText {
  private let model: EntityModel
  /// What a run of the statements is given.
  private var values = ReadValues()

  private init(model: EntityModel) { self.model = model }

  /// What a request is planned as, or refused with.
  static func of(_ make: () throws -> PlannedRequest) -> String {
    do {
      let request = try make()
      var text = PlanText(model: request.version.model)
      do {
        if let changes = try request.changes() { return text.text(changes) }
        let query = try request.read()
        text.values = ReadValues(request: try request.run())
        return text.text(query)
      } catch let failure as any RequestFailure { throw ServiceFailure(failure, request.reader.contract) }
    } catch { return refusal(error) }
  }

  /// How the store walks a path.
  static func path(_ make: () throws -> PlannedRequest) -> String {
    do {
      let request = try make()
      let text = PlanText(model: request.version.model)
      return (request.plan.hops.map { text.text($0) } + [text.end(request.plan)]).joined(separator: "\n")
    } catch { return refusal(error) }
  }

  // MARK: Reads

  private func text(_ query: ReadQuery) -> String {
    switch query {
    case .object(let hop, let query): "object of \(hop.name)\n" + text(query)
    case .list(let collection, let query, let page): "list of \(collection.name)\n" + text(query, page)
    case .applied(let collection, let plan): "applied list of \(collection.name)\n" + text(plan)
    case .count(let collection, let plan): "number of \(collection.name)\n" + text("count", plan)
    case .references(let collection, let query, let page):
      "references of \(collection.name)\n" + text(query, page)
    case .reference(let hop): "reference of \(hop.name)"
    case .property(let properties, let hop, let query, let isRaw):
      "\(isRaw ? "raw value" : "property") \(properties.map(\.name).joined(separator: "/")) of \(hop.name)\n"
        + text(query)
    case .nothing: "nothing"
    }
  }

  private func text(_ query: ObjectQuery) -> String {
    lines([
      text("item", query.plan), written(query.projection), query.rowless.map { text("rowless", $0) },
      "context \(text(query.context))",
      query.place.map { "place \(text($0))" },
    ])
  }

  private func text(_ query: CollectionQuery, _ page: PageRule) -> String {
    lines([
      text("first", query.first), written(query.first.projection), text("next", query.next),
      query.count.map { text("count", $0) },
      "context \(text(query.context))", text(page),
    ])
  }

  private func text(_ plan: AppliedPlan) -> String {
    lines([
      text("rows", plan.plan), written(plan.plan.projection), plan.count.map { text("count", $0) },
      "context \(text(plan.context))",
      plan.yieldsObjects ? "objects" : "values",
    ])
  }

  private func text(_ page: PageRule) -> String {
    "page of \(page.size(configured: nil)), of \(page.size(configured: 7)) where 7 are set"
      + (page.total.map { ", \($0) in all" } ?? "")
  }

  private func text(_ context: ContextFragment) -> String { context.text { "key\($0)" } }

  /// The statement with what stands for its parameters, and how many columns its rows are ordered by.
  private func text(_ name: String, _ plan: ReadPlan) -> String {
    let parameters = plan.parameters(values).map { "  ?\($0.number) \(text($0))" }
    let order = plan.orderColumns == 0 ? [] : ["  \(plan.orderColumns) columns of order"]
    return ([name + " " + plan.sql] + parameters + order).joined(separator: "\n")
  }

  private func text(_ parameter: PlanParameter) -> String {
    guard parameter.role == .constant else { return "\(parameter.role)" }
    return switch parameter.value {
    case .null: "null"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let text): "'\(text)'"
    }
  }

  /// An object of each type as it is written when it has nothing but its id, and what is expanded below it.
  private func written(_ projection: Projection, _ verb: String = "writes") -> String? {
    let objects = projection.types.keys.sorted().compactMap { model.type($0) }.map { type in
      var bytes: [UInt8] = []
      projection.append(defaultsOf: type, id: "1", to: &bytes)
      return "\(verb) \(type.name) {\(String(decoding: bytes, as: UTF8.self))"
    }
    let nested = projection.nested.compactMap { written($0, "render \($0.identifier) writes") }
    return objects.isEmpty ? nil : (objects + nested).joined(separator: "\n")
  }

  private func lines(_ lines: [String?]) -> String { lines.compactMap(\.self).joined(separator: "\n") }

  // MARK: Changes

  private func text(_ plan: DeltaPlan) -> String {
    let types = plan.types.sorted { $0.key < $1.key }.map { text($0.key, $0.value) }
    return lines(
      [
        "changes", text("page", plan.page), text("by id", plan.byIdentifier), text("item", plan.item),
        written(plan.item.projection),
        plan.deleted.map { text("deleted", $0) },
        "log \(plan.changes.sql.replacing("\n", with: " "))", "context \(text(plan.context))",
      ] + types)
  }

  private func text(_ storedName: String, _ type: DeltaType) -> String {
    let properties = type.properties.sorted { $0.key < $1.key }.map {
      "  \($0.key) shows in \($0.value.joined(separator: ", "))"
    }
    let links = type.links.flatMap { link in
      [
        "  link \(link.name) to \(link.types.keys.sorted().joined(separator: ", "))",
        "  " + text("page", link.page), "  " + text("one", link.one),
      ]
    }
    return
      (["type \(storedName) as \(type.name)\(type.isAnnotated ? ", annotated" : "")"] + properties + links)
      .joined(separator: "\n")
  }

  // MARK: Paths

  private func text(_ hop: PathPlan.Hop) -> String {
    let from = hop.sources.map { ", from \($0.sorted().joined(separator: " or "))" } ?? ""
    let key = hop.keyIndex.map { ", key \($0)" } ?? ""
    let head = "\(hop.name): \(hop.type.name) of \(hop.contract.name)\(from)\(key)"
    return head + (hop.locate.map { "\n" + text("  find", $0) } ?? ", without a row")
  }

  private func end(_ plan: PathPlan) -> String {
    switch plan.end {
    case .object: "an object of \(plan.contract.name)"
    case .collection(let collection):
      "the list \(collection.name): \(collection.type.name) of \(plan.contract.name)"
        + (collection.sources.map { ", from \($0.sorted().joined(separator: " or "))" } ?? "")
    }
  }

  // MARK: Refusals

  /// `refused QueryFailure.skipNotServed in gateway: 400 Request_BadRequest '$skip' is not supported …`
  private static func refusal(_ error: any Error) -> String {
    guard let known = ServiceFailure(error) else { return "refused \(type(of: error)).\(error)" }
    let failure = known.failure
    let name = Mirror(reflecting: failure).children.first?.label ?? "\(failure)"
    let told = known.error
    return
      "refused \(type(of: failure)).\(name) in \(known.contract.name): \(told.status) \(told.code) \(told.message)"
  }
}
