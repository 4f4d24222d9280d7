import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Refuses what the model's table says that no request may do with an object (`Emulator.Refuses`). What goes with an object,
/// or is moved with it, is not looked at.
struct RefusedRequest {
  private var scope: EffectScope

  init(_ target: Target, _ walked: Resolver.Walked, _ transaction: WriteTransaction) {
    scope = EffectScope(target: target, walked: walked, transaction: transaction)
  }

  /// - Parameter sent: what the body of a change says.
  /// - Throws: `GraphError`, in the words of the model.
  func check(_ act: RequestRefusals.Act, of object: Entity, sent: JSONObject = [:]) throws {
    let table = scope.transaction.schema.table(of: object.type)
    let isNamed = table?.isNamed(object.id, at: object.place) == true
    try check(act, scope.target.type(of: object), object.shown, isNamed: isNamed, sent: sent)
  }

  /// Of an object that is there by its name alone.
  func check(_ act: RequestRefusals.Act, ofRowless hop: PathPlan.Hop) throws {
    guard case .row(let source, _) = hop.kind, let id = scope.walked.objects.last??.id,
      var known = source.named?.properties(of: id)
    else { return }
    known["id"] = .string(id)
    try check(act, hop.type, known, isNamed: true, sent: [:])
  }

  /// Of an object that is about to be made, and of those in it.
  func check(creating draft: Draft) throws {
    var known = draft.properties
    if let id = draft.id { known["id"] = .string(id) }
    try check(.create, draft.type, known, isNamed: false, sent: draft.properties)
    try check(creating: draft.children)
  }

  func check(creating nested: [NestedDrafts]) throws {
    for draft in nested.flatMap(\.drafts) { try check(creating: draft) }
  }

  private func check(
    _ act: RequestRefusals.Act, _ type: StructuredType, _ object: JSONObject, isNamed: Bool, sent: JSONObject
  ) throws {
    guard let refusals = type.traits.refusals, !refusals[act].isEmpty else { return }
    var (scope, known) = (scope, object)
    scope.owners = refusals.owners
    scope.parameters = Dictionary(sent.members.map { ($0.name, $0.value) }) { $1 }
    known[Self.isNamed] = .bool(isNamed)
    let values = EffectValues(scope, making: known)
    for refusal in refusals[act]
    where try EffectConditions(values: values, conditions: refusal.conditions).hold(for: known) {
      throw GraphError(refusal.status, refusal.code, refusal.message)
    }
  }

  /// What conditions call it that an object is there before anybody has made it (`Emulator.WellKnown`).
  private static let isNamed = "@emulator.isNamed"
}
