import EntityModel
import GraphStore
import OData
import Planning

/// The path of a single value that the path of a request names by its id among the objects of the collection beside it
/// (`Emulator.SingleItem`).
struct SingleItemPath {
  private let request: BoundRequest
  private let item: SingleItem
  private let id: String
  /// Of the collection among the steps of the path.
  private let place: Int

  /// nil where no such collection is on the way.
  init?(_ request: BoundRequest) {
    let steps = request.path.steps
    guard request.context.trace?.withholdsRows != true else { return nil }
    for place in steps.indices.dropFirst().dropLast() {
      guard let item = steps[place].singleItem(request.context.version.model),
        case .key(let key) = steps[place + 1], let id = key.text
      else { continue }
      (self.request, self.item, self.id, self.place) = (request, item, id, place)
      return
    }
    return nil
  }

  private var context: RequestContext { request.context }

  /// nil where the id is that of another object.
  func path() throws -> BoundPath? {
    var path = request.path
    path.steps.replaceSubrange(place...(place + 1), with: [item.step])
    return try identifier(ofLast: path.steps.prefix(place + 1))?.lowercased() == id.lowercased() ? path : nil
  }

  /// The id of the object that the steps lead to, which may have no row yet; nil where there is none.
  private func identifier(ofLast steps: ArraySlice<BoundPath.Step>) throws -> String? {
    guard case .navigation(_, let type, _)? = steps.last else { return nil }
    let path = request.path.ofObject(Array(steps), type)
    let target = try Target(BoundRequest(path, context), context.style)
    guard let hop = target.plan.hops.last else { return nil }
    return try context.read { reader in
      let walked = try target.resolver(try target.callerID(reader)).walk(reader)
      return (walked.objects.last ?? nil)?.id ?? hop.impliedIdentifier(walked)
    }
  }
}
