import GraphStore
import Planning

extension ExplainedStatements {
  /// The statements of a delta query, each once, however many objects it is run for.
  mutating func addDelta(_ query: DeltaRequest.Query) throws {
    guard query.start != .latest else { return }
    let plan = query.plan
    guard let listing = query.token.listing else {
      try addItem(plan)
      if let deleted = plan.deleted {
        try add("find one that is not there among the deleted", deleted, ReadValues(), identifier: Self.key)
      }
      for link in query.links {
        try add("find what was linked as \(link.name)", link.one, ReadValues(), identifier: Self.key)
      }
      return
    }
    try addObjects(query, listing)
    try addItem(plan)
    for link in query.links {
      let limit = DeltaPageSize(objects: query.pageSize).links + 1
      try add("read \(link.name) of each object", link.page, ReadValues(limit: limit, cursor: [.integer(0)]))
    }
  }

  private static let key = "key of the object"

  private mutating func addItem(_ plan: DeltaPlan) throws {
    try add("read each object", plan.item, ReadValues(), identifier: Self.key)
  }

  private mutating func addObjects(_ query: DeltaRequest.Query, _ listing: DeltaToken.Listing) throws {
    guard case .identifiers(let identifiers) = query.filter else {
      let values = ReadValues(limit: query.pageSize + 1, cursor: [.integer(listing.key)])
      return try add("find a page of \(query.pageSize)", query.plan.page, values)
    }
    for id in Set(identifiers).sorted() {
      try add(
        "find the object '\(id)'", query.plan.byIdentifier, ReadValues(identifier: .text(id)),
        identifier: "id in the filter")
    }
  }
}

extension DeltaRequest.Query {
  /// The links of all types that the query is about.
  fileprivate var links: [DeltaLink] {
    plan.types.sorted { $0.key < $1.key }.filter { type in
      if case .types(let names) = filter { names.contains(type.key) } else { true }
    }.flatMap(\.value.links)
  }
}
