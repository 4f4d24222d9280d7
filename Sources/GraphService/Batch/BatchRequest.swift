import GraphContract
import GraphStore
import HTTPMessages
import JSON
import Planning
import Tenants

/// `POST /$batch`: several requests in one (graph-platform section 2).
///
/// Each item goes the whole way of a request, with a moment and ids of its own, so that nothing of it differs from
/// the same request sent alone.
struct BatchRequest {
  let request: Request
  /// Name of the version of the batch, which holds for its parts whatever version they name.
  let version: String
  /// The names that can stand in front of a path.
  let versions: [String]
  let tenant: Tenant

  /// Sends a part its way.
  typealias Send = (BatchPart) -> Response

  func answer(_ send: Send) throws -> Answer {
    let settings = tenant.store.settings.engine
    let envelope = try BatchEnvelope(BodyReader(request: request).json())
    let answers = answers(to: envelope.items, send)
    var answer = Answer.json(BatchAnswer.bytes(BatchOrder(settings: settings).ordered(answers)))
    // The parts are served at the same time, and a connection that breaks takes all of them along.
    answer.delay = answers.map(\.response.delay).max() ?? .zero
    answer.delivery = answers.map(\.response.delivery).first { $0 != .whole } ?? .whole
    return answer
  }

  private func answers(to items: [BatchItem], _ send: Send) -> [BatchAnswer] {
    var failed: Set<String> = []
    let (outer, root) = (request.outerOfItems, rootOfAll)
    return items.enumerated().map { index, item in
      let target = BatchTarget(item.url, version: version, versions: versions, root: root)
      let names = names(in: item, target)
      let part = BatchPart(
        request: item.request(to: target, within: outer), number: index + 1, namesTenant: !names.isEmpty,
        refusal: refusal(of: item, target, names, after: failed))
      var response = send(part)
      if part.request.method == "HEAD" { response.body = [] }
      if response.status >= 400 { failed.insert(item.key) }
      return BatchAnswer(id: item.id, response: response)
    }
  }

  /// The tenants that the item names itself.
  private func names(in item: BatchItem, _ target: BatchTarget) -> [String] {
    item.values(of: "x-emulator-tenant") + (target.tenant.map { [$0] } ?? [])
  }

  /// What the links of every tenant begin with.
  private var rootOfAll: String {
    let (root, prefix) = (request.root, TenantPrefix.text(of: tenant.name.text))
    return root.hasSuffix(prefix) ? String(root.dropLast(prefix.count)) : root
  }

  /// Why the item does not get to run.
  private func refusal(
    of item: BatchItem, _ target: BatchTarget, _ names: [String], after failed: Set<String>
  ) -> (any RequestFailure)? {
    if !failed.isDisjoint(with: item.dependencies) { return BatchFailure.failedDependency }
    if let other = names.first(where: { $0 != tenant.name.text }) {
      return AccessFailure.tenantsDiffer(tenant.name.text, other)
    }
    if RequestTarget(target.text).isBatch { return BatchFailure.nested }
    if item.body != nil, !item.has(header: "content-type") { return BodyFailure.contentTypeMissing }
    if item.hasUnreadableBody { return BodyFailure.undecodable }
    return nil
  }
}
