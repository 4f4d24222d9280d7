import GraphContract
import GraphStore
import HTTPMessages
import JSON
import Planning

/// `POST /$batch`: several requests in one (graph-platform section 2).
///
/// Each item goes the whole way of a request, with a moment and ids of its own, so that nothing of it differs from
/// the same request sent alone.
struct BatchRequest {
  let request: Request
  let version: ServiceVersion
  let tenant: Tenant
  let service: GraphService

  func answer() throws -> Answer {
    let settings = BatchSettings(try tenant.store.read { reader in try reader.settings })
    let envelope = try BatchEnvelope(BodyReader(request: request).json(), isStrict: settings.isStrict)
    return .json(BatchAnswer.bytes(settings.ordered(answers(to: envelope.items))))
  }

  private func answers(to items: [BatchItem]) -> [BatchAnswer] {
    var failed: Set<String> = []
    let outer = request.outerOfItems
    return items.map { item in
      let response = response(to: item, within: outer, after: failed)
      if response.status >= 400 { failed.insert(item.key) }
      return BatchAnswer(id: item.id, response: response)
    }
  }

  private func response(to item: BatchItem, within outer: Request, after failed: Set<String>) -> Response {
    let target = BatchTarget(item.url, version: version.name, versions: service.versions.map(\.name))
    let part = item.request(to: target, within: outer)
    if let error = refusal(of: item, target, after: failed) { return service.refuse(part, error, in: tenant) }
    var response = service.respond(to: part, in: tenant)
    if part.method == "HEAD" { response.body = [] }
    return response
  }

  /// Why the item does not get to run.
  private func refusal(of item: BatchItem, _ target: BatchTarget, after failed: Set<String>) -> GraphError? {
    if !failed.isDisjoint(with: item.dependencies) { return Self.failedDependency }
    if RequestTarget(target.text).isBatch { return BatchFailure.nested.error }
    if item.body != nil, !item.has(header: "content-type") {
      return BodyFailure.contentTypeMissing.told(by: Contract.gateway.messages)
    }
    return nil
  }

  private static let failedDependency = GraphError(424, "FailedDependency", "Failed Dependency")
}
