import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// One creation of an object in a set to which the model's table gives an effect, inside its transaction.
struct CreationCall {
  private let effect: CreationEffect
  private let collection: PathPlan.Collection
  private var scope: EffectScope

  init(
    _ effect: CreationEffect, of body: JSONValue, in collection: PathPlan.Collection, _ target: Target,
    _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) {
    (self.effect, self.collection) = (effect, collection)
    let named = EffectParameters.named(body, as: collection.type, target.version.model)
    scope = EffectScope(
      target: target, walked: walked, transaction: transaction, parameters: Self.parameters(named))
  }

  /// What was sent, by its members and as `$sent`.
  private static func parameters(_ body: JSONValue) -> [String: JSONValue] {
    let members = body.objectValue?.members ?? []
    return Dictionary(members.map { ($0.name, $0.value) }) { $1 }.merging(["sent": body]) { $1 }
  }

  private var transaction: WriteTransaction { scope.transaction }
  private var values: EffectValues { EffectValues(scope: scope, object: nil) }

  /// What the object is to be made of, and the id that it gets; nil for one of its own.
  mutating func prepared() throws -> (body: JSONValue, id: String?) {
    scope.twin = try effect.twin.flatMap(twinThere)
    for member in effect.named {
      scope.parameters[member.name] = try values.value(member.value, as: nil)
    }
    try refuse()
    try settleTwin()
    let sent = scope.parameters["sent"] ?? [:]
    return (try effect.value.flatMap { try values.value($0, as: nil) } ?? sent, scope.twin?.id)
  }

  /// What is answered in place of a new object, where that is there.
  func there() throws -> Entity? {
    try effect.likeness.flatMap { likeness in
      try LikeObject(scope: scope, collection: collection, parent: scope.walked.parent)
        .object(likeness, madeOf: scope.parameters["sent"] ?? [:])
    }
  }

  private mutating func settleTwin() throws {
    guard let twin = effect.twin else { return }
    let object = try scope.twin ?? made(twin)
    scope.twin = object
    scope.twin = try changed(object, twin.changes)
  }

  /// - Throws: `GraphError`, in the words of the model.
  private func refuse() throws {
    for refusal in effect.refusals
    where try EffectConditions(values: values, conditions: refusal.conditions).hold(for: [:] as JSONObject) {
      throw GraphError(refusal.status, refusal.code, refusal.message)
    }
  }
}

// MARK: What is made also

extension CreationCall {
  /// As a request would make them, below what has the collection.
  mutating func makeOthers(after made: Entity) throws {
    scope.made = made
    for other in effect.others {
      guard let value = try values.value(other.value, as: nil), let collection = self.collection(of: other)
      else { continue }
      for object in value.arrayValue ?? [value] {
        _ = try CreateRequest(target: scope.target, in: collection)
          .create(object, collection, scope.walked, transaction)
      }
    }
  }

  private func collection(of other: CreationEffect.Other) -> PathPlan.Collection? {
    let owner = scope.target.plan.hops.last
    return owner.flatMap {
      scope.version.collection(other.collection, of: $0.type, below: $0.rowlessPath)
    } ?? scope.version.set(other.collection)
  }
}

// MARK: The object with the same id

extension CreationCall {
  /// The one that the place belongs to by its id, else the one that the body names.
  private func twinThere(_ twin: CreationEffect.Twin) throws -> Entity? {
    if collection.navigation?.traits.sameAs?.property == ["id"], !scope.walked.objects.isEmpty {
      return try scope.object(at: scope.walked.objects.count - 1)
    }
    guard let url = scope.parameters[twin.reference + "@odata.bind"]?.stringValue,
      let navigation = collection.type.navigationProperty(twin.reference)
    else { return nil }
    let resolver = ReferenceResolver(model: scope.version.model, transaction: transaction)
    guard let found = try resolver.entity(url, for: navigation) else {
      throw ReferenceFailure.missing(property: twin.reference, sent: url.lastKey)
    }
    return found
  }

  /// Nobody asked for it: what clients have to give for such an object, rules make.
  private func made(_ twin: CreationEffect.Twin) throws -> Entity {
    guard let set = scope.version.set(twin.set) else {
      throw RoutingFailure.notImplemented("'\(twin.set)'")
    }
    let draft = try draft(values.value(twin.value, as: nil) ?? [:], set.type)
    let writer = EntityWriter(model: scope.version.model, transaction: transaction)
    return try transaction.asRule { try writer.create(draft, owner: nil) }
  }

  private func draft(_ value: JSONValue, _ type: StructuredType) throws(BodyFailure) -> Draft {
    let binder = PayloadBinder(
      model: scope.version.model, purpose: .update, readOnly: .ignore, takesChildren: false)
    do { return try binder.bind(value, as: type) } catch { throw .payload(error) }
  }

  private func changed(_ twin: Entity, _ changes: [EffectChange]) throws -> Entity {
    guard !changes.isEmpty else { return twin }
    return try transaction.asRule { try EffectChanges(scope: scope, changes: changes).apply(to: twin) }
  }
}
