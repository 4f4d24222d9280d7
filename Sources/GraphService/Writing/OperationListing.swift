import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// The objects that a function lists, as a list of theirs: with options, pages and counts.
struct OperationListing {
  private let target: Target
  private let collection: PathPlan.Collection
  private let query: CollectionQuery
  private let rule: PageRule
  private let run: RunRequest
  private let page: PageToken?

  /// nil for an operation that lists no objects.
  ///
  /// - Throws: `QueryFailure`, `SelectionFailure`
  init?(_ target: Target, _ operation: Operation) throws {
    guard let type = target.listedType else { return nil }
    page = try target.pageToken()
    let planned = try target.planner.listing(of: type, named: operation.shortName)
    guard case .list(let collection, let query, let rule) = planned.query else { return nil }
    self.target = target
    (self.collection, self.query, self.rule) = (collection, query, rule)
    run = target.context.run(planned.values)
  }

  func answer(_ keys: [Int64]) throws -> Answer {
    let list = ListRequest(
      target: target, collection: collection, query: query, rule: rule, run: run, token: page,
      listed: .text("[\(keys.map { String($0) }.joined(separator: ","))]"))
    return try list.answer()
  }
}
